/** Why a declared incident is what it is: the one text of the record's own making that names a person. */
export const declaredBy = (name: string): string => `declared by ${name}`;
