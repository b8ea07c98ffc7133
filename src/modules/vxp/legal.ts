import { legalAssumption } from '#platform/legal.ts';

/** The headers by which clients name things; the first that is there counts. */
export const headerNames = legalAssumption({
  id: 'vxp.header-names',
  statement:
    'Clients of the national axis name their system, its secret and the digest of the content in one of these headers; all other parameters are headers too.',
  source: 'VXP SDK 2.0.1 and provincial LGSP documents (names differ between versions)',
  value: {
    system: ['x-systemid', 'systemid', 'system-id'],
    secret: ['x-secretkey', 'secretkey', 'secret-key', 'secret'],
    sha256: ['sha256', 'contentsha256', 'content-sha256', 'x-content-sha256', 'hash', 'checksum'],
  } as Readonly<Record<'system' | 'secret' | 'sha256', readonly string[]>>,
  configuredBy: 'constant in vxp/legal.ts',
});

/** Numbers that clients know, by our codes; the longest beginning that fits counts. */
export const errorNumbers = legalAssumption({
  id: 'vxp.error-numbers',
  statement:
    'ErrorCode is 0 when all is well, 15 for a wrong system id or secret, 10 for a call that cannot be read; 18 to 23 are given to the packet, its signature, its sender, its receivers, its state and a fault of the node.',
  source: 'Provincial LGSP documents; the meaning of 10 and 18–23 is not confirmed',
  value: {
    'vxp.not-proved': '15',
    'vxp.header-missing': '10',
    'vxp.unknown-call': '10',
    'edxml.': '18',
    'files.': '18',
    'vxp.packet-incomplete': '18',
    'vxp.headers-differ': '18',
    'vxp.unsigned': '19',
    'vxp.bad-signature': '19',
    'vxp.wrong-signer': '19',
    'vxp.sender-differs': '20',
    'vxp.right-missing': '20',
    'systems.': '20',
    'exchange.not-this-sender': '20',
    'exchange.unknown-agency': '21',
    'exchange.agency-ended': '21',
    'exchange.twice-the-same': '21',
    'exchange.cannot-take': '21',
    'vxp.not-registered': '21',
    'exchange.': '22',
    'vxp.': '22',
    '': '23',
  } as Readonly<Record<string, string>>,
  configuredBy: 'constant in vxp/legal.ts',
});

/** Which packets must be signed. */
export const mustBeSigned = legalAssumption({
  id: 'vxp.must-be-signed',
  statement:
    'A document packet must carry a valid signature of its sending agency; a status packet may be unsigned, and is then marked as unsigned in the evidence.',
  source: 'QCVN 102:2016/BTTTT; Quyết định 28/2018/QĐ-TTg',
  value: { document: true, status: false },
  configuredBy: 'constant in vxp/legal.ts',
});
