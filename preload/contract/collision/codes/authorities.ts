// Highway authorities and local authority districts: the codes of the Office for National Statistics that rows carry.
import { labelOf, list, type CodeList } from './code-list.ts';

const named = (written: string): Record<string, string> =>
  Object.fromEntries(
    written
      .split(';')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '')
      .map((entry) => [entry.slice(0, entry.indexOf(' ')), entry.slice(entry.indexOf(' ') + 1)] as const),
  );

const today = named(`
  E06000001 Hartlepool; E06000002 Middlesbrough; E06000003 Redcar and Cleveland; E06000004 Stockton-on-Tees;
  E06000005 Darlington; E06000006 Halton; E06000007 Warrington; E06000008 Blackburn with Darwen; E06000009 Blackpool;
  E06000010 Kingston upon Hull; E06000011 East Riding of Yorkshire; E06000012 North East Lincolnshire;
  E06000013 North Lincolnshire; E06000014 York; E06000015 Derby; E06000016 Leicester; E06000017 Rutland;
  E06000018 Nottingham; E06000019 Herefordshire; E06000020 Telford and Wrekin; E06000021 Stoke-on-Trent;
  E06000022 Bath and North East Somerset; E06000023 Bristol; E06000024 North Somerset;
  E06000025 South Gloucestershire; E06000026 Plymouth; E06000027 Torbay; E06000030 Swindon; E06000031 Peterborough;
  E06000032 Luton; E06000033 Southend-on-Sea; E06000034 Thurrock; E06000035 Medway; E06000036 Bracknell Forest;
  E06000037 West Berkshire; E06000038 Reading; E06000039 Slough; E06000040 Windsor and Maidenhead;
  E06000041 Wokingham; E06000042 Milton Keynes; E06000043 Brighton and Hove; E06000044 Portsmouth;
  E06000045 Southampton; E06000046 Isle of Wight; E06000047 County Durham; E06000049 Cheshire East;
  E06000050 Cheshire West and Chester; E06000051 Shropshire; E06000052 Cornwall; E06000053 Isles of Scilly;
  E06000054 Wiltshire; E06000055 Bedford; E06000056 Central Bedfordshire; E06000057 Northumberland;
  E06000058 Bournemouth, Christchurch and Poole; E06000059 Dorset; E06000060 Buckinghamshire;
  E06000061 North Northamptonshire; E06000062 West Northamptonshire; E08000001 Bolton; E08000002 Bury;
  E08000003 Manchester; E08000004 Oldham; E08000005 Rochdale; E08000006 Salford; E08000007 Stockport;
  E08000008 Tameside; E08000009 Trafford; E08000010 Wigan; E08000011 Knowsley; E08000012 Liverpool;
  E08000013 St. Helens; E08000014 Sefton; E08000015 Wirral; E08000016 Barnsley; E08000017 Doncaster;
  E08000018 Rotherham; E08000019 Sheffield; E08000021 Newcastle upon Tyne; E08000022 North Tyneside;
  E08000023 South Tyneside; E08000024 Sunderland; E08000025 Birmingham; E08000026 Coventry; E08000027 Dudley;
  E08000028 Sandwell; E08000029 Solihull; E08000030 Walsall; E08000031 Wolverhampton; E08000032 Bradford;
  E08000033 Calderdale; E08000034 Kirklees; E08000035 Leeds; E08000037 Gateshead; E08000036 Wakefield;
  E09000001 City of London; E09000002 Barking and Dagenham; E09000003 Barnet; E09000004 Bexley; E09000005 Brent;
  E09000006 Bromley; E09000007 Camden; E09000008 Croydon; E09000009 Ealing; E09000010 Enfield; E09000011 Greenwich;
  E09000012 Hackney; E09000013 Hammersmith and Fulham; E09000014 Haringey; E09000015 Harrow; E09000016 Havering;
  E09000017 Hillingdon; E09000018 Hounslow; E09000019 Islington; E09000020 Kensington and Chelsea;
  E09000021 Kingston upon Thames; E09000022 Lambeth; E09000023 Lewisham; E09000024 Merton; E09000025 Newham;
  E09000026 Redbridge; E09000027 Richmond upon Thames; E09000028 Southwark; E09000029 Sutton;
  E09000030 Tower Hamlets; E09000031 Waltham Forest; E09000032 Wandsworth; E09000033 Westminster;
  E10000003 Cambridgeshire; E10000007 Derbyshire; E10000008 Devon; E10000011 East Sussex; E10000012 Essex;
  E10000013 Gloucestershire; E10000014 Hampshire; E10000015 Hertfordshire; E10000016 Kent; E10000017 Lancashire;
  E10000018 Leicestershire; E10000019 Lincolnshire; E10000020 Norfolk; E10000024 Nottinghamshire;
  E10000025 Oxfordshire; E10000028 Staffordshire; E10000029 Suffolk; E10000030 Surrey; E10000031 Warwickshire;
  E10000032 West Sussex; E10000034 Worcestershire; EHEATHROW Heathrow Airport; S12000005 Clackmannanshire;
  S12000006 Dumfries and Galloway; S12000008 East Ayrshire; S12000010 East Lothian; S12000011 East Renfrewshire;
  S12000013 Western Isles; S12000014 Falkirk; S12000017 Highland; S12000018 Inverclyde; S12000019 Midlothian;
  S12000020 Moray; S12000021 North Ayrshire; S12000023 Orkney Islands; S12000026 Scottish Borders;
  S12000027 Shetland Islands; S12000028 South Ayrshire; S12000029 South Lanarkshire; S12000030 Stirling;
  S12000033 Aberdeen City; S12000034 Aberdeenshire; S12000035 Argyll and Bute; S12000036 Edinburgh;
  S12000038 Renfrewshire; S12000039 West Dunbartonshire; S12000040 West Lothian; S12000041 Angus;
  S12000042 Dundee City; S12000045 East Dunbartonshire; S12000047 Fife; S12000048 Perth and Kinross;
  S12000049 Glasgow City; S12000050 North Lanarkshire; W06000001 Isle of Anglesey; W06000002 Gwynedd;
  W06000003 Conwy; W06000004 Denbighshire; W06000005 Flintshire; W06000006 Wrexham; W06000008 Ceredigion;
  W06000009 Pembrokeshire; W06000010 Carmarthenshire; W06000011 Swansea; W06000012 Neath Port Talbot;
  W06000013 Bridgend; W06000014 Vale of Glamorgan; W06000015 Cardiff; W06000016 Rhondda Cynon Taf;
  W06000018 Caerphilly; W06000019 Blaenau Gwent; W06000020 Torfaen; W06000021 Monmouthshire; W06000022 Newport;
  W06000023 Powys; W06000024 Merthyr Tydfil;
`);

const reorganised = named(`
  E06000028 Bournemouth; E06000029 Poole; E06000048 Northumberland; E08000020 Gateshead; E10000002 Buckinghamshire;
  E10000006 Cumbria; E10000009 Dorset; E10000021 Northamptonshire; E10000023 North Yorkshire; E10000027 Somerset;
  S12000009 East Dunbartonshire; S12000015 Fife; S12000024 Perth and Kinross; S12000043 Glasgow City;
  S12000044 North Lanarkshire;
`);

/** Authorities made in 2023. The guide of 2024 lacks them and published rows have them: offered, and told when read. */
const sinceTheGuide = named(`
  E06000063 Cumberland; E06000064 Westmorland and Furness; E06000065 North Yorkshire; E06000066 Somerset;
`);

/** What the guide lists. */
export const highwayAuthority: CodeList = list(today, reorganised);

const offered = { ...today, ...sinceTheGuide };

/** What an authority is called, whether the guide has it or not. */
export const authorityName = (code: string): string | null => labelOf({ offered, accepted: reorganised }, code);

/** For the form, in the order of their names. */
export const authorityOptions: readonly { readonly id: string; readonly label: string }[] = Object.entries(offered)
  .map(([id, label]) => ({ id, label }))
  .toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'));

/** The districts of the guide, as runs of codes. */
const districtRuns = `
  E06000001-66 E07000001-12 E07000019-24 E07000026-156 E07000163-181 E07000187-229 E07000234-245 E08000001-37
  E09000001-33 E10000004 S12000005-6 S12000008-11 S12000013-15 S12000017-21 S12000023-24 S12000026-30
  S12000033-36 S12000038-50 W06000001-6 W06000008-16 W06000018-24
`;

const districts: ReadonlySet<string> = new Set([
  '-1',
  'EHEATHROW',
  ...districtRuns
    .trim()
    .split(/\s+/)
    .flatMap((run) => {
      const [first = '', end] = run.split('-');
      const start = Number(first.slice(1));
      const last = end === undefined ? start : Math.floor(start / 1000) * 1000 + Number(end);
      return Array.from({ length: last - start + 1 }, (_, index) => first[0] + String(start + index).padStart(8, '0'));
    }),
]);

export const isGuideDistrict = (code: string): boolean => districts.has(code);
