// A whole case: five vehicles on a wet A road in the dark, a child on foot seriously hurt, filled in as far as an officer can at the scene.
import type { FieldValues, ReportContent } from '#contract/reports.ts';

const entry = (values: FieldValues) => ({ id: crypto.randomUUID(), values });

const driven = { 'driver-left': 'stopped', 'breath-test': 'negative', 'left-hand-drive': '1', towing: '0' } as const;

export function fiveVehicles(): ReportContent {
  const car = entry({
    ...driven,
    'vehicle-type': '9',
    vrm: 'LB65 KTR',
    'make-model': 'Ford Fiesta',
    manoeuvre: '19',
    'direction-from': '7',
    'direction-to': '3',
    'driver-name': 'Rachel Oyelaran',
    'driver-sex': '2',
    'driver-age': '41',
    'first-impact': '1',
    'hit-object-in': '0',
    'journey-purpose': '2',
  });
  const van = entry({ ...driven, 'vehicle-type': '19', vrm: 'GN12 XYZ', manoeuvre: '3', 'driver-age': '33' });
  const bus = entry({ ...driven, 'vehicle-type': '11', vrm: 'BX14 ABC', manoeuvre: '4', 'driver-age': '58' });
  const scooter = entry({
    'vehicle-type': '90',
    'e-scooter': '1',
    manoeuvre: '15',
    'driver-left': 'hit-and-run',
    'breath-test': 'not-contacted',
    'driver-age': '19',
  });
  const parked = entry({ 'vehicle-type': '9', vrm: 'AB51 ABC', manoeuvre: '2', 'driver-left': 'no-driver' });
  return {
    people: [],
    property: [],
    offences: [],
    values: {
      'collision-date': '22/11/2026',
      'collision-time': '17:05',
      place: 'Forest Road, by Blackhorse Road station',
      'grid-reference': 'TQ 3580 8940',
      authority: 'E09000031',
      'police-force': '1',
      'officer-attended': '1',
      'force-reference': 'NE26/4417',
      'first-road-class': '3',
      'first-road-number': '503',
      'road-type': '6',
      'speed-limit': '20',
      'junction-detail': '13',
      'junction-control': '2',
      'second-road-class': '6',
      'pedestrian-crossing': '15',
      light: '4',
      weather: '2',
      'road-surface': '2',
      'special-conditions': '0',
      hazards: '0',
      narrative: 'Vehicle 1 struck a child who crossed between stationary vehicles 2 and 3.',
      'exchange-stopped': 'no',
      'exchange-names': 'yes',
      'exchange-registration': 'yes',
      'exchange-insurance': 'yes',
      'exchange-reported': 'not-needed',
      'exchange-notes': 'The rider of vehicle 4 left towards Tottenham.',
    },
    vehicles: [car, van, bus, scooter, parked],
    casualties: [
      entry({
        'casualty-class': '3',
        severity: '2',
        vehicle: car.id,
        'given-names': 'Mina',
        'family-name': 'Begum',
        age: '8',
        sex: '2',
        'pedestrian-location': '5',
        'pedestrian-movement': '2',
      }),
      entry({
        'casualty-class': '2',
        severity: '3',
        vehicle: bus.id,
        age: '67',
        sex: '1',
        'casualty-type': '11',
        'bus-passenger': '3',
      }),
    ],
  };
}
