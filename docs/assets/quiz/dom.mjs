// A few lines in place of a framework.

/** @template T @param {T} value @returns {value is NonNullable<Exclude<T, false>>} */
const given = (value) => value !== undefined && value !== null && value !== false;

/** An element. Props: "on…" handlers, `html` (only markup sanitised at build time), `vars` (custom properties);
 * everything else is an attribute, left out where it is undefined, null or false.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [props]
 * @param {...(Node | string | undefined | null | false)} children text is text, never markup
 * @returns {HTMLElementTagNameMap[Tag]} */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "html") node.innerHTML = value;
    else if (name === "vars") for (const [key, one] of Object.entries(value)) node.style.setProperty(key, one);
    else if (given(value)) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter(given));
  return node;
}

/** A shape of a drawing; attributes and children as they are.
 * @param {string} tag
 * @param {Record<string, string | number>} [props]
 * @param {...(Node | string)} children */
export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, `${value}`);
  node.append(...children);
  return node;
}

/** A button that looks like one.
 * @param {string} text
 * @param {() => void} onclick
 * @param {string} [look] "primary", "plain" or nothing */
export function button(text, onclick, look = "") {
  return h("button", { type: "button", class: look ? `mlp-button mlp-${look}` : "mlp-button", onclick }, text);
}

/** "1 question", "2 questions".
 * @param {number} count
 * @param {string} noun */
export const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Radio buttons in a row.
 * @template {string | number} T
 * @param {string} legend
 * @param {T[]} values
 * @param {(value: T) => string} text
 * @param {T | undefined} chosen
 * @param {(value: T) => void} pick */
export function pills(legend, values, text, chosen, pick) {
  const pill = (/** @type {T} */ value) => h("label", {},
    h("input", { type: "radio", name: legend, value, checked: value === chosen, onchange: () => pick(value) }),
    h("span", {}, text(value)));
  return h("fieldset", { class: "mlp-pills" }, h("legend", {}, legend), ...values.map(pill));
}

/** The colour of a domain for everything inside.
 * @param {string} domain */
export const domainColour = (domain) => ({ "--mlp-domain": `var(--mlp-${domain})` });

/** A bar filled to a part of one; what it shows is always told in words beside it.
 * @param {number} part */
export const bar = (part) =>
  h("div", { class: "mlp-bar", "aria-hidden": true }, h("div", { vars: { "--mlp-part": part } }));
