type Schema = Readonly<Record<string, unknown>>;

/** The paths at which a value breaks a JSON Schema, as far as the keywords go that ours uses. */
export function schemaFaults(schema: Schema, value: unknown, path = '$'): string[] {
  const unknown = Object.keys(schema).find((keyword) => !KNOWN.has(keyword));
  if (unknown !== undefined) throw new Error(`The keyword ${unknown} is not checked.`);
  const faults = [
    ...(isOfType(schema.type, value) ? [] : [path]),
    ...('const' in schema && schema.const !== value ? [path] : []),
    ...(Array.isArray(schema.enum) && !schema.enum.includes(value) ? [path] : []),
    ...(fits(schema, value) ? [] : [path]),
    ...(schema.not && schemaFaults(schema.not as Schema, value).length === 0 ? [path] : []),
  ];
  const matching = (of: unknown) =>
    (of as Schema[]).filter((one) => schemaFaults(one, value).length === 0).length;
  if (schema.anyOf && matching(schema.anyOf) === 0) faults.push(path);
  if (schema.oneOf && matching(schema.oneOf) !== 1) faults.push(path);
  return [...faults, ...faultsInside(schema, value, path)];
}

const KNOWN = new Set(
  '$schema title description type const enum not anyOf oneOf properties additionalProperties required items minItems maxItems minimum maximum maxLength pattern'.split(
    ' ',
  ),
);

function isOfType(type: unknown, value: unknown): boolean {
  if (type === undefined) return true;
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return type === 'object' ? isObject : typeof value === type;
}

function fits(schema: Schema, value: unknown): boolean {
  const { minimum = -Infinity, maximum = Infinity } = schema as Record<string, number>;
  if (typeof value === 'number') return value >= minimum && value <= maximum;
  if (typeof value === 'string') {
    const { maxLength = Infinity, pattern = '' } = schema as {
      maxLength?: number;
      pattern?: string;
    };
    return [...value].length <= maxLength && new RegExp(pattern, 'u').test(value);
  }
  if (Array.isArray(value)) {
    const { minItems = 0, maxItems = Infinity } = schema as Record<string, number>;
    return value.length >= minItems && value.length <= maxItems;
  }
  return true;
}

function faultsInside(schema: Schema, value: unknown, path: string): string[] {
  if (Array.isArray(value) && schema.items) {
    return value.flatMap((item, index) =>
      schemaFaults(schema.items as Schema, item, `${path}[${index}]`),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const required = (schema.required ?? []) as string[];
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${path}.${name}`),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (own !== undefined) return schemaFaults(own, inner, `${path}.${name}`);
      return schema.additionalProperties === false ? [`${path}.${name}`] : [];
    }),
  ];
}
