// Names that are ordinary words too: standing alone they say nothing about a person ("the park", "Rose Green", "in May").
// A title, a given name or an initial beside them does.

const words = `
  abbey able acre alder alley angel apple april archer arch art ash august autumn
  back bacon bailey baker ball bank banks barber bar barn baron barrel base bass bath bay bean bear beard beck bell bench bend berry best
  bird bishop black blossom blue board bolt bond booth bow bowl bowman box boyle branch brand bread bridge bridges bright
  broad brook brooks brown buck bull burn burns bush butcher butler butter button
  cable camp canon car card care carpenter carter cart carver cash castle chance chandler chapel chapman charity chase church city clark
  clay cleaver clerk clever close coach coal coffee cole constant cook cooper corner cottage court cox crane crisp cross crow crown
  dale daly dance dawn day days dean dear december deer dell dove down drake draper drew drop duke dust dyer
  early earl east edge elder ellis elm end english evening event events
  fair faith falcon fall farm farmer farrow father feather fell fern field fields fielding finch fine fish fisher flag fleet fletcher flint flood
  flower flowers foot force ford forest forester forge forth foster fountain fowler fox france francis frank free freeman friday
  french frost fry fuller
  gale game garden gardener gardiner garland gate gates gay gentle gift gill glass glen glover gold golden good goodman grace
  grange grant grass grave graves gray great green greenwood grey grove guest gunner guy
  hale hall ham hand hands hardy harper hart hat haven hawk hay hayes hazel head heart heath heather hedge help herd hill hills hobby
  hobbs holiday hollow holly holt home honey hood hook hope horn horne horse house hunt hunter hurst
  ivy jacket jasmine jewel jolly joy judge july june justice
  keen keeper key kind king kitchen kite knight
  ladd lake lamb lambert land lane lark last laurel law lawn laws lead leader leaf lee legg level library light lily lion list lister little lock
  lodge london long lord love low lucky lynch
  major manager manning manor march mark market marks marsh marshal marshall martin mason master masters maple may mayor mead meadow
  meadows meet mercer mercy middle miles mill miller mills mist monday money moon moor moore more morning moss moth mount mountain mouse
  nation neighbour neighbours news new newman newton night noble noon north nurse nutt
  oak oaks ocean office olive open orange orchard otter owen owl
  pack page painter palace palmer park parker parks parson parsons partridge past patience peace peacock pearl pear penny pepper perry
  piper pitt place plant plum point police pollard pond pool poole pope porter post potter power price pride prime prince prior privet public
  quick quiet quill
  rain rainbow ranger raven ray read ready reed reader reeve rest rice rich ridge ring river rivers road robin rock rocks roman root rose
  round rowan rowe row ruby rule rush russet
  sadler safe sage sail sale sales salmon salt sands saturday savage sawyer school scott sea seal september sergeant shade
  sharp shaw shell shepherd sheppard ship shop short shore silver simple singer skinner skipper sky slater small smart smith snow song
  south spark sparks sparrow speed spence spencer spring squire stable star starr station steel stern steward stewart still stone storey
  storm story street strong summer summers sun sunday surgery swan sweet swift
  table tailor tall tanner taylor teal temple tennant thatcher thorn thorne thursday tiger tile till town towns townsend trail train
  travel tree trip trust tucker tuesday turner twin
  upton vale valentine valley vicar victory village vine violet visitor
  wade walker wall waller walls ward warden warm warren water waters watch way weaver webb wednesday week well wells west wheat wheel
  wheeler white wild will willow wills winter winters wise wolf wood woodland woods woodward work world worth wren wright yard york young youth
`;

const common = new Set(words.split(/\s+/).filter((word) => word !== ''));

/** Lower case. */
export const isCommonWord = (word: string): boolean => common.has(word);

const shortWords = new Set(
  (
    'act add age ago aid air all and any apr are arm art ask ate aug bad bag ban bar bay bed big bin bit box boy bus but buy bye can cap car ' +
    'cat cup cut day dec did die dig dog dry due ear eat egg end eye far feb fed few fit fix fly for fox fri fun gap gas get god got gun gut ' +
    'had has hat her hey him his hit hot how ice ill inn its jan job joy jul jun key kid law lay led leg let lie lot low mad man map mar may ' +
    'men met mon nat net new nor not nov now nut oak oct odd off oil old one our out own pay pen per pet pie pin pit pop pub put ran raw red ' +
    'rid row run sad sat saw say sea sep set she sir sit six ski sky son sun tax tea ten the thu tie tip toe too top toy try tue two use van via ' +
    'war was way web wed wet who why win won yes yet you zoo'
  ).split(' '),
);

/** Of three letters, as they stand behind a postcode district: "sw12 was never this busy". Lower case. */
export const isShortWord = (word: string): boolean => shortWords.has(word);
