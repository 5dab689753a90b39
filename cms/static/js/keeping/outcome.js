// The sentence for each way in which a save comes to nothing, and what can be done about it.
window.keeping.outcome = (() => {
  "use strict";

  const offline = (facts, kept, { again }) => [
    kept ? "没有网络，文字保存在这台设备上。" : "没有网络，文字还在这一页，请先别关。",
    [again],
  ];

  function newer(facts, kept, { look, copy }) {
    const mine = facts.overwrite ? [["仍然保存我的", facts.overwrite]] : [];
    const words = `有更新的版本：这一页打开以后，这里的内容在别处又改过。您写的文字没有保存，还在这里${kept}。`;
    return [words, [look, copy, ...mine]];
  }

  const refused = (facts, kept, { look, copy }) => [
    `${facts.words || facts.text} 您写的文字还在这里${kept}。`,
    [look, copy],
  ];

  const faulty = () => ["还没保存：有的地方填得不对，按“保存草稿”看是哪里。", []];

  function fault({ number }, kept, { again, copy }) {
    const named = number ? `（故障编号${number}）` : "";
    return [`服务器出错${named}，没有保存。文字还在这里${kept}。`, [again, copy]];
  }

  const WAYS = {
    offline,
    network_error: offline,
    newer,
    invalid_revision: newer,
    refused,
    locked: refused,
    validation_error: faulty,
  };

  return (became, facts, kept, moves) => (WAYS[became] || fault)(facts, kept, moves);
})();
