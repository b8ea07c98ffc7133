import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '#app';
import type { Config } from '#platform/config.ts';
import { demoAgency } from '#seeds/demo/index.ts';

type DemoClients = Parameters<House['doors']['signOn']['loadClients']>[0];

/** The private key of the sample web application, made once for each installation: none lies in the source. */
export function demoClientKey(config: Pick<Config, 'dataDir'>): Record<string, unknown> {
  const folder = join(config.dataDir, 'secrets');
  const file = join(folder, 'demo-ministry-web.json');
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(
      file,
      JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'demo', alg: 'ES256', use: 'sig' }),
      {
        mode: 0o600,
      },
    );
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

/** The two sample applications under examples/, in test mode. */
export function demoClients(config: Pick<Config, 'dataDir'>): DemoClients {
  const { d: _private, ...publicKey } = demoClientKey(config);
  const shared = {
    legalBasis: 'Ứng dụng mẫu, chỉ dùng trong bản thử nghiệm',
    contactName: 'Nguyễn Khắc Hưng',
    contactEmail: 'lien-he@example.gov.vn',
    contactPhone: '024 000 0003',
    postLogoutRedirectUris: [] as string[],
    backchannelLogoutUri: null,
    leastLevel: 1,
    secondDevice: false,
    sharesSubject: false,
  };
  return [
    {
      ...shared,
      id: 'demo-ministry-web',
      agencyId: demoAgency('bo-tu-phap').id,
      kind: 'web',
      authMethod: 'private_key_jwt',
      keys: [publicKey],
      dpopBound: false,
      nameVi: 'Ứng dụng mẫu của Bộ',
      nameEn: 'A ministry’s sample application',
      aboutVi: 'Trang web mẫu cho cơ quan muốn dùng đăng nhập chung.',
      aboutEn: 'A sample for agencies that want to use the sign-on.',
      purposeVi: 'Chào ông/bà bằng tên và cho xem mức độ bảo đảm của lần đăng nhập.',
      purposeEn: 'Greets you by name and shows how sure the sign-in is.',
      data: [{ item: 'full-name', reason: 'Để chào ông/bà bằng tên.' }],
      redirectUris: ['http://127.0.0.1:4010/quay-lai'],
      postLogoutRedirectUris: ['http://127.0.0.1:4010/'],
      backchannelLogoutUri: 'http://127.0.0.1:4010/dang-xuat-tu-xa',
      actingFor: false,
      secondDevice: true,
    },
    {
      ...shared,
      id: 'demo-mobile-client',
      agencyId: demoAgency('trung-tam-phuc-vu-hanh-chinh-cong-thai-nguyen').id,
      kind: 'native',
      authMethod: 'none',
      dpopBound: true,
      nameVi: 'Ứng dụng mẫu trên điện thoại',
      nameEn: 'A sample app',
      aboutVi: 'Ứng dụng mẫu chạy trên máy của người dân, làm được thay cho con.',
      aboutEn: 'A sample that runs on a person’s own device and can act for a child.',
      purposeVi: 'Cho biết đang đăng nhập là ai, thay mặt cho ai.',
      purposeEn: 'Says who is signed in, and for whom.',
      data: [
        { item: 'full-name', reason: 'Để hiện tên người đang đăng nhập.' },
        { item: 'birth-date', reason: 'Để nhận ra hồ sơ của con.' },
      ],
      redirectUris: ['http://127.0.0.1:4011/quay-lai', 'vn.gov.example.app:/quay-lai'],
      actingFor: true,
    },
  ];
}
