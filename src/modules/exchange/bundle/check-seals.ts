import { statementDigest } from '#modules/evidence/index.ts';
import { checkDetached, checkToken } from '#modules/signing/index.ts';
import { text, type Files, type Find } from './bundle-files.ts';
import { sealName } from './bundle-names.ts';

export interface Seal {
  number: number;
  root: string;
  leaves: number;
  previous: string;
  statement: string;
}

/** The seals that are in the bundle, each signed, linked to the one before, and stamped where it has a stamp. */
export async function checkSeals(
  files: Files,
  trust: { roots: readonly Buffer[]; stampRoots: readonly Buffer[] },
  find: Find,
): Promise<Map<number, Seal>> {
  const seals = new Map<number, Seal>();
  for (const name of [...files.keys()].filter((one) => /^seals\/\d{9}\.json$/.test(one)).toSorted()) {
    const statement = text(files, name);
    const seal = { ...(JSON.parse(statement) as Omit<Seal, 'statement'>), statement };
    const { number } = seal;
    seals.set(number, seal);
    const signature = files.get(`${sealName(number)}.p7s`);
    const linked = seals.get(number - 1);
    find(
      `${sealName(number)}.json` === name &&
        signature !== undefined &&
        (await checkDetached(Buffer.from(statement), signature, trust.roots)) &&
        (!linked || statementDigest(linked.statement).toString('hex') === seal.previous),
      [
        `Dấu niêm phong số ${number} có chữ ký số hợp lệ và nối đúng với dấu trước.`,
        `Seal ${number} is signed, and linked to the one before.`,
      ],
      [
        `Dấu niêm phong số ${number} đã bị sửa, đứt nối, hoặc không phải của hệ thống có chứng thư gốc này.`,
        `Seal ${number} is not good.`,
      ],
    );
    const token = files.get(`${sealName(number)}.tst`);
    if (!token) continue;
    const stamped = await checkToken(token, { digest: statementDigest(statement), roots: trust.stampRoots }).catch(
      () => undefined,
    );
    find(
      stamped !== undefined,
      [
        `Dấu niêm phong số ${number} có dấu thời gian của ${stamped?.authority}: ${stamped?.at.toISOString()}.`,
        `Seal ${number} has a time stamp of ${stamped?.authority}: ${stamped?.at.toISOString()}.`,
      ],
      [
        `Dấu thời gian không phải của dấu niêm phong số ${number}, hoặc không do nơi đáng tin cấp.`,
        `The time stamp of seal ${number} is not good.`,
      ],
    );
  }
  return seals;
}
