import { demoAgencies, demoOfficers, demoPeople } from '#seeds/demo/index.ts';
import { addDays, vnDate } from '#platform/time.ts';

/** The people and places of one birth of the demo. Names are made from lists, so that fifty births are fifty children. */
export interface DemoBirth {
  parent: { name: string; personalId: string; fatherOrMother: 'mother' | 'father' };
  registerArea: string;
  officerId: string;
  answers: Record<string, string | number>;
}

const GIRLS = [
  'Ngọc Ánh',
  'Bảo Châu',
  'Thùy Dương',
  'Khánh Huyền',
  'Mai Linh',
  'Hà My',
  'Thảo Nguyên',
  'Minh Thư',
  'Tường Vy',
  'Phương Uyên',
  'Quỳnh Chi',
  'An Nhiên',
  'Diệu Linh',
];
const BOYS = [
  'Gia Bảo',
  'Hải Đăng',
  'Minh Đức',
  'Quang Huy',
  'Tuấn Kiệt',
  'Đăng Khoa',
  'Bảo Long',
  'Hoàng Nam',
  'Phúc Nguyên',
  'Anh Quân',
  'Thiện Nhân',
  'Quốc Việt',
  'Trọng Nghĩa',
];

/** Communes where one officer both receives dossiers and registers: the demo needs one person per desk. */
function offices(): { area: string; officerId: string }[] {
  return demoOfficers.flatMap((officer) => {
    const post = officer.appointments.at(-1);
    const agency = demoAgencies.find((one) => one.id === post?.agencyId);
    const does = post?.rights.includes('counter.accept') && post.rights.includes('civil-status.register');
    return does && agency?.level === 'commune' && agency.areaCode
      ? [{ area: agency.areaCode, officerId: officer.id }]
      : [];
  });
}

/** Adults of childbearing age who have an account. */
function parents() {
  return demoPeople.filter((person) => {
    const year = Number(person.birthDate.slice(0, 4));
    return person.phone !== null && year >= 1984 && year <= 2004;
  });
}

export function demoBirth(index: number, run: number, now: Date): DemoBirth {
  const office = offices()[index % offices().length];
  const parent = parents()[index % parents().length];
  if (!office || !parent) throw new Error('The demo world has no parents or no registrars');
  const girl = (index + run) % 2 === 0;
  const list = girl ? GIRLS : BOYS;
  const family = parent.fullName.split(' ')[0] ?? 'Nguyễn';
  // Two given names and a running day keep every child of every run apart for the duplicate check.
  const given = list[(index * 7 + run) % list.length];
  const father = parent.gender === 'male';
  const childBirthDate = addDays(vnDate(now), -1 - ((index * 3 + run * 11) % 55));
  const facts = (prefix: 'mother' | 'father') => ({
    [`${prefix}FullName`]: parent.fullName,
    [`${prefix}BirthDate`]: parent.birthDate,
    [`${prefix}PersonalId`]: parent.personalId,
    [`${prefix}EthnicGroup`]: parent.ethnicGroup,
    [`${prefix}Nationality`]: 'VN',
    [`${prefix}ResidenceArea`]: parent.residenceArea,
  });
  const mother = father
    ? {
        motherFullName: `${['Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ'][run % 5]} Thị ${['Hồng Nhung', 'Thanh Hằng', 'Minh Nguyệt', 'Kim Oanh', 'Ngọc Lan', 'Bích Thủy', 'Thu Trang'][index % 7]}`,
        motherBirthDate: `${1990 + (index % 10)}-0${1 + (run % 9)}-1${index % 10}`,
        motherEthnicGroup: parent.ethnicGroup,
        motherNationality: 'VN',
        motherResidenceArea: parent.residenceArea,
      }
    : facts('mother');
  return {
    parent: { name: parent.fullName, personalId: parent.personalId, fatherOrMother: father ? 'father' : 'mother' },
    registerArea: office.area,
    officerId: office.officerId,
    answers: {
      registerArea: office.area,
      childFullName: `${family} ${given}`,
      childBirthDate,
      childGender: girl ? 'female' : 'male',
      birthPlaceName: 'Bệnh viện Trung ương Thái Nguyên',
      birthPlaceArea: office.area,
      childEthnicGroup: parent.ethnicGroup,
      childNationality: 'VN',
      childHomeTown: parent.homeTownArea,
      ...mother,
      fatherDeclared: father ? 'yes' : 'no',
      ...(father ? facts('father') : {}),
      declarantRelation: father ? 'father' : 'mother',
      declarantFullName: parent.fullName,
      declarantPersonalId: parent.personalId,
      ...(parent.phone ? { phone: parent.phone } : {}),
      ...(parent.email ? { email: parent.email } : {}),
      copies: 2,
    },
  };
}
