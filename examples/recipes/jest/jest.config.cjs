module.exports = {
  globalSetup: './start-double.mjs',
  globalTeardown: './stop-double.mjs',
  setupFilesAfterEnv: ['stuntdouble/jest'],
  testMatch: ['**/*.test.cjs'],
}
