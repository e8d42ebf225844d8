/** Points are told whole where they are whole: "76", "76.4". */
export const pointDecimals = (points: number) => (Number.isInteger(points) ? 0 : 1);
