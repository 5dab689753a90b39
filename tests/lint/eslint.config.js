// The rules for the product's own scripts and for those that the tests run in a browser.
import globals from "globals";

const RULES = {
  "block-scoped-var": "error",
  "consistent-return": "off",
  eqeqeq: "error",
  "no-alert": "error",
  "no-console": "error",
  "no-dupe-keys": "error",
  "no-implied-eval": "error",
  "no-redeclare": "error",
  "no-shadow": "error",
  "no-undef": "error",
  "no-unreachable": "error",
  "no-unused-expressions": "error",
  "no-unused-vars": "error",
  "no-use-before-define": ["error", { functions: false }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  semi: "error",
};

export default [
  {
    files: ["cms/static/js/*.js", "cms/static/js/keeping/*.js"],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "script",
      globals: { ...globals.browser, echarts: "readonly" },
    },
    rules: { ...RULES, strict: ["error", "function"], "max-len": ["error", { code: 120 }] },
  },
  {
    // One function, which the test hands to the browser as it stands.
    files: ["tests/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "script", globals: globals.browser },
    rules: { ...RULES, semi: "off", "no-unused-expressions": "off", "max-len": ["error", { code: 120 }] },
  },
  {
    files: ["tests/lint/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
  },
];
