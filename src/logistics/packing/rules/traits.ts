/**
 * Traits of goods that the house's rules know, and what each says. A host may use others: give them to the SKU in the
 * catalogue, and name them in a rule as the fact `trait.NAME`.
 */
export const KNOWN_TRAITS = {
  fragile: 'breaks when it falls or is pressed',
  liquid: 'runs out when its bottle breaks',
  powder: 'leaks as dust',
  sharp: 'has edges or points that cut',
  keepUpright: 'must not be turned over',
  noStacking: 'bears nothing on top',
  heavy: 'is heavy for one person, or for its size',
  battery: 'holds a lithium battery',
  flammable: 'burns easily, such as perfume or spray',
  food: 'is eaten',
  cold: 'must stay cold',
  textile: 'is cloth: it bears pressure, and fears dirt and wet',
  document: 'is a flat paper that must not bend',
  ownContainer: 'comes in a carton that may be sent as it is',
  odour: 'smells',
} as const satisfies Readonly<Record<string, string>>;
