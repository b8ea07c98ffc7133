import { PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';

/** A plain document of another program, with or without packed cross-references. */
export async function foreignPdf(options: { packed?: boolean; link?: boolean; form?: boolean } = {}): Promise<Buffer> {
  const document = await PDFDocument.create();
  const page = document.addPage([300, 300]);
  page.drawText('Trich luc ho tich', { x: 20, y: 200, font: await document.embedFont(StandardFonts.TimesRoman) });
  if (options.link) {
    const link = document.context.register(
      document.context.obj({
        Type: 'Annot',
        Subtype: 'Link',
        Rect: [0, 0, 50, 20],
        A: { Type: 'Action', S: 'URI', URI: PDFString.of('https://vi.du/(a)') },
      }),
    );
    page.node.set(PDFName.of('Annots'), document.context.obj([link]));
  }
  if (options.form) document.getForm().createTextField('ghi-chu').addToPage(page, { x: 20, y: 100 });
  return Buffer.from(await document.save({ useObjectStreams: options.packed ?? false }));
}
