// Which vehicle a casualty belongs to: by the vehicle's id, so that removing or moving another vehicle changes nothing.
import type { FieldValues, ReportEntry } from '../reports.ts';

/** The field of a casualty that holds the id. */
export const vehicleField = 'vehicle';

const isNumber = (typed: string): boolean => /^\d{1,3}$/.test(typed);

interface Lists {
  readonly vehicles: readonly ReportEntry[];
  readonly casualties: readonly ReportEntry[];
}

const heldBy = ({ values }: ReportEntry): string => {
  const held = values[vehicleField];
  return typeof held === 'string' ? held.trim() : '';
};

/** The vehicle that a casualty refers to; null if it refers to none that is entered. */
export function vehicleOf(casualty: FieldValues, vehicles: readonly ReportEntry[]): ReportEntry | null {
  const held = casualty[vehicleField];
  return vehicles.find(({ id }) => id === held) ?? null;
}

/**
 * Reports written before casualties referred to ids hold the number that was typed, from 1. It is read as the vehicle that had
 * this number when the report was kept. A number without a vehicle stays as it was typed: nothing is lost, and it is told.
 */
export function withVehicleIds<Content extends Lists>(content: Content): Content {
  const { vehicles, casualties } = content;
  if (!casualties.some((casualty) => isNumber(heldBy(casualty)))) return content;
  return {
    ...content,
    casualties: casualties.map((casualty) => {
      const held = heldBy(casualty);
      const vehicle = isNumber(held) ? vehicles[Number(held) - 1] : undefined;
      return vehicle === undefined
        ? casualty
        : { ...casualty, values: { ...casualty.values, [vehicleField]: vehicle.id } };
    }),
  };
}
