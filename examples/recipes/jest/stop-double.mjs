export default () => globalThis.stuntdouble.close()
