export type ArticleSection = { heading: string; paragraphs: readonly string[]; list?: readonly string[] };

/** Sections of plain text under their headings. */
export function Article({ sections }: { sections: readonly ArticleSection[] }) {
  return sections.map((section) => (
    <section key={section.heading}>
      <h2 className="govuk-heading-m">{section.heading}</h2>
      {section.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {section.list ? (
        <ul className="govuk-list govuk-list--bullet">
          {section.list.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
    </section>
  ));
}
