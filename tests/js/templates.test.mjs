// The build makes scripts small with a tool that takes a template inside a template for code, and eats its blanks.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import test from "node:test";
import ts from "typescript";

const root = new URL("../../docs/assets/", import.meta.url).pathname;

/** The templates that stand inside another one. */
function nested(node, inside = false) {
  const template = ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node);
  const found = template && inside ? [node.getText()] : [];
  ts.forEachChild(node, (child) => {
    found.push(...nested(child, inside || template)); // giving back a number would end the walk
  });
  return found;
}

const parse = (text) => ts.createSourceFile("one.mjs", text, ts.ScriptTarget.ESNext, true);

test("no template stands inside another one", () => {
  assert.deepEqual(nested(parse("`a ${b ? `c d` : `${e} f`}`")), ["`c d`", "`${e} f`"]);
  for (const path of globSync("**/*.mjs", { cwd: root })) {
    assert.deepEqual(nested(parse(readFileSync(root + path, "utf8"))), [], path);
  }
});
