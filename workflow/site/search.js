// Pages that have all words of the query, those with most of them in title and headings first; WORDS is in words.js.
const field = document.getElementById("search"), list = document.getElementById("found");
function score(page, words) {
  let sum = 0;
  for (const word of words) {
    const heading = page.headings.includes(word), text = page.text.includes(word);
    if (!heading && !text) return 0;
    sum += heading ? 5 : 1;
  }
  return sum;
}
field.addEventListener("input", () => {
  const words = field.value.toLowerCase().split(/\s+/).filter((word) => word.length > 1);
  list.replaceChildren();
  if (!words.length) return;
  const pages = WORDS.map((page) => [score(page, words), page]).filter(([sum]) => sum);
  pages.sort((one, other) => other[0] - one[0]);
  for (const [, page] of pages.slice(0, 12)) {
    const link = document.createElement("a");
    link.href = ROOT + page.path + ".html";
    link.textContent = page.title;
    list.appendChild(document.createElement("li")).appendChild(link);
  }
  if (!pages.length) list.textContent = "no page has these words";
});
