module.exports = {
  globalSetup: './start-double.mjs',
  globalTeardown: './stop-double.mjs',
  testMatch: ['**/*.test.cjs'],
}
