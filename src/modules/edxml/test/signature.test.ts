import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';
import { DOMParser, XMLSerializer, DOMImplementation } from '@xmldom/xmldom';
import fc from 'fast-check';
import * as xades from 'xadesjs';
import { bytesSource, readPacket, writeDocument, writeStatus, type Trust } from '../index.ts';
import {
  at,
  attachment,
  collect,
  emptySignature,
  letterFacts,
  newSigner,
  xmlsecAccepts,
  xmlsecSign,
  type Signer,
} from './samples.ts';

const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const EXC = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const SHA1 = 'http://www.w3.org/2000/09/xmldsig#sha1';
const RSA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const RSA1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';

let ours: Signer;
let rsa: Signer;
let other: Signer;
let short: Signer;
before(async () => {
  ours = await newSigner('ours');
  rsa = await newSigner('rsa', 'rsa');
  other = await newSigner('other');
  short = await newSigner('short', 'ec', '2026-11-10');
});

const file = Buffer.from('%PDF-1.7 & so on');
const written = async (identity: Signer = ours) =>
  collect(await writeDocument(letterFacts(), [attachment('tờ khai.pdf', file)], { identity, at }));

async function stateOf(bytes: Buffer | string, trust: Partial<Trust> = {}) {
  const packet = await readPacket(bytesSource(Buffer.from(bytes)));
  return (await packet.checkSignature({ roots: [ours.root, rsa.root], at, ...trust })).state;
}

/** A packet as another builder makes it: indented, prefixed in its own way, comments in it, lines ended by Windows. */
function foreign(signature: string): string {
  const lines = `<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:unused="urn:x">
  <!-- a builder's remark -->
  <e:edXMLEnvelope xmlns:e="http://www.mic.gov.vn/TBT/QCVN_102_2016">
    <e:edXMLHeader>
      <e:MessageHeader z="1" a="x &quot;&amp;&lt;	y">
        <e:From><e:OrganId>H55.101</e:OrganId><e:OrganName><![CDATA[Đức <Xuân> & bạn]]></e:OrganName></e:From>
        <e:To xlink:href="#to"><e:OrganId>G15</e:OrganId></e:To>
        <e:Code><e:CodeNumber>245</e:CodeNumber><e:CodeNotation>UBND-HT</e:CodeNotation></e:Code>
        <e:PromulgationInfo><e:PromulgationDate>2026/11/23</e:PromulgationDate></e:PromulgationInfo>
        <Subject xmlns="">Không&#13;gian tên</Subject>
      </e:MessageHeader>
      ${signature}
    </e:edXMLHeader>
    <e:edXMLBody><e:edXMLManifest><e:Reference><e:ContentId>cid:1</e:ContentId></e:Reference></e:edXMLManifest></e:edXMLBody>
  </e:edXMLEnvelope>
  <AttachmentEncoded><Attachment><ContentId>cid:1</ContentId><e:ContentTransferEncoded xmlns:e="http://www.mic.gov.vn/TBT/QCVN_102_2016">
eGlu
IGNow6Bv
</e:ContentTransferEncoded></Attachment></AttachmentEncoded>
</edXML>`;
  return lines.replaceAll('\n', '\r\n');
}

test('what we sign, the Debian tool accepts, and refuses after a change', async () => {
  const bytes = await written();
  assert.ok(xmlsecAccepts(bytes, ours));
  const status = { about: { documentId: 'a,2026/11/23,1/UBND' }, from: { id: 'G15' }, code: '03' } as const;
  const short = await collect(await writeStatus(status, { identity: ours, at }));
  assert.ok(xmlsecAccepts(short, ours));
  assert.ok(!xmlsecAccepts(Buffer.from(bytes.toString().replace('245', '246')), ours));
  assert.ok(!xmlsecAccepts(bytes, other));
});

test('what we sign is XAdES to an independent library', async () => {
  xades.setNodeDependencies({ DOMParser, XMLSerializer, DOMImplementation } as never);
  xades.Application.setEngine('node', crypto);
  const document = xades.Parse((await written()).toString());
  const signature = document.getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'Signature')[0];
  const signed = new xades.SignedXml(document);
  signed.LoadXml(signature as never);
  // It takes an enveloped signature out only where it is a child of the root, and a packet has it in the header: we do that for it.
  const content = document.documentElement.cloneNode(true) as Element;
  const inside = content.getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'Signature')[0];
  inside?.parentNode?.removeChild(inside);
  assert.ok(await signed.Verify({ content } as never));
  const properties = signed.SignedProperties?.SignedSignatureProperties;
  assert.equal(properties?.SigningTime?.Value?.toISOString(), at.toISOString());
  const digest = properties?.SigningCertificateV2?.Item(0)?.CertDigest.DigestValue;
  assert.deepEqual(Buffer.from(digest ?? []), createHash('sha256').update(ours.certificate).digest());
});

test('ours is valid to us; under another root, too early or too late it is not', async () => {
  const bytes = await written();
  assert.equal(await stateOf(bytes), 'valid');
  assert.equal(await stateOf(bytes, { roots: [other.root] }), 'untrusted');
  assert.equal(await stateOf(await written(short), { roots: [short.root] }), 'expired');
  assert.equal(await stateOf(bytes, { at: new Date('2026-10-01') }), 'expired');
  const spki = ours.privateKey && (await import('node:crypto')).createPublicKey(ours.privateKey);
  const key = spki.export({ type: 'spki', format: 'der' });
  assert.equal(await stateOf(bytes, { roots: [], keys: [key] }), 'valid', 'a registered key needs no root');
});

test('what the Debian tool signs we accept: both canonical forms, RSA; SHA-1 only marked as such', async () => {
  for (const c14n of [C14N, EXC]) {
    const signed = xmlsecSign(foreign(emptySignature({ c14n, method: RSA256, digest: SHA256 })), rsa);
    assert.equal(await stateOf(signed), 'valid', c14n);
    assert.equal(await stateOf(signed.toString().replace('H55.101', 'H55.102')), 'altered', c14n);
    assert.equal(await stateOf(signed.toString().replace('eGlu', 'eGlv')), 'altered', c14n);
    assert.equal(
      await stateOf(signed.toString().replace('UBND-HT', '<!-- x -->UBND-HT')),
      'valid',
      'comments say nothing',
    );
  }
  const old = xmlsecSign(foreign(emptySignature({ c14n: C14N, method: RSA1, digest: SHA1 })), rsa);
  assert.equal(await stateOf(old), 'sha1');
  const half = xmlsecSign(foreign(emptySignature({ c14n: C14N, method: RSA256, digest: SHA1 })), rsa);
  assert.equal(await stateOf(half), 'sha1', 'the weaker of the two decides');
});

test('a signature that covers something else than what is read, or is not alone', async () => {
  const bytes = (await written()).toString();
  const signature = /<Signature .*<\/Signature>/s.exec(bytes)?.[0] ?? '';
  const inner = /<edXML:edXMLEnvelope.*<\/edXML:edXMLEnvelope>/s.exec(bytes)?.[0] ?? '';
  assert.equal(await stateOf(bytes.replace(signature, '')), 'absent');
  assert.equal(await stateOf(bytes.replace(signature, signature + signature)), 'malformed');
  // The signed packet hidden in an object of the signature, another one around it.
  const id = (text: string) => text.replace('URI=""', 'URI="#that"');
  assert.equal(await stateOf(id(bytes)), 'malformed');
  assert.equal(await stateOf(id(bytes).replace('<AttachmentEncoded>', '<AttachmentEncoded Id="that">')), 'malformed');
  const twice = id(bytes)
    .replace('<edXML ', '<edXML Id="that" ')
    .replace('<edXML:edXMLBody>', '<edXML:edXMLBody Id="that">');
  assert.equal(await stateOf(twice), 'malformed', 'two bearers of one id');
  await assert.rejects(
    stateOf(bytes.replace('</Signature>', `<Object>${inner.replace(signature, '')}</Object></Signature>`)),
  );
  const noTransform = '<Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"></Transform>';
  assert.equal(await stateOf(bytes.replace(noTransform, '')), 'altered', 'the signed info was changed');
  const xpath = bytes.replace('xmldsig#enveloped-signature', 'REC-xpath-19991116');
  assert.notEqual(await stateOf(xpath), 'valid');
  // The certificate of somebody trusted beside the signature of somebody else.
  const theirs = (await written(other)).toString();
  const swapped = theirs.replace(other.certificate.toString('base64'), ours.certificate.toString('base64'));
  assert.equal(await stateOf(swapped), 'altered');
  const bare = theirs.replace(/<KeyInfo>.*<\/KeyInfo>/s, '');
  assert.equal(await stateOf(bare), 'malformed', 'who signed must be said');
});

test('a root may be named by its id, and is then the root that is read', async () => {
  const template = foreign(emptySignature({ c14n: EXC, method: RSA256, digest: SHA256, uri: '#goc' }));
  const doctype = '<!DOCTYPE edXML [<!ATTLIST edXML Id ID #IMPLIED>]>';
  const signed = xmlsecSign(`${doctype}${template.replace('<edXML ', '<edXML Id="goc" ')}`, rsa).toString();
  assert.equal(await stateOf(signed.replace(/<!DOCTYPE.*?\]>\s*/s, '')), 'valid');
});

test('property: after a change of any one byte nothing is valid that says something else', async () => {
  const bytes = await written();
  const before = await readPacket(bytesSource(bytes));
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (place, mask) => {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ mask;
      try {
        const packet = await readPacket(bytesSource(changed));
        const { state } = await packet.checkSignature({ roots: [ours.root], at });
        if (state === 'valid') assert.deepEqual(packet.facts, before.facts);
      } catch (error) {
        assert.match((error as { code?: string }).code ?? String(error), /^edxml\./);
      }
    }),
    { numRuns: 500 },
  );
});
