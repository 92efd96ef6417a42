// Here the package is this checkout. Where it is installed, vitest does not transform it either.
export default { test: { server: { deps: { external: [/\/dist\/[\w-]+\.js$/] } } } }
