import openapiTS, { astToString, COMMENT_HEADER, type OpenAPI3 } from 'openapi-typescript';
import { expect, it } from 'vitest';
import generated from './generated.ts?raw';
import schemas from './schemas.json';

it('has the types of the server’s schemas (npm run generate makes them again)', async () => {
  const options = { arrayLength: true, rootTypes: true, rootTypesNoSchemaPrefix: true };
  const made = await openapiTS(schemas as unknown as OpenAPI3, options);
  expect(COMMENT_HEADER + astToString(made)).toBe(generated);
});
