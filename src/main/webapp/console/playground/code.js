// The same request for other clients. The key is never in it: it is read from the environment.

const indent = (text, by) => text.replaceAll('\n', `\n${' '.repeat(by)}`);
const pretty = (value) => JSON.stringify(value, null, 2);

/** For a shell's single quotes. */
const quoted = (text) => text.replaceAll("'", "'\\''");

export const curl = (base, body) =>
  `curl -s ${base}/v1/responses \\
  -H "Authorization: Bearer $QUORATE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${quoted(pretty(body))}'`;

/** JSON is JavaScript as it stands. */
export const node = (base, body) =>
  `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${base}/v1", apiKey: process.env.QUORATE_API_KEY });
const response = await client.responses.create(${pretty(body)});
console.log(response.output_text);
console.log(response.fusion.status, response.fusion.cost.total);
`;

const PYTHON_WORDS = { true: 'True', false: 'False', null: 'None' };

function python(value, depth = 0) {
  const pad = '    '.repeat(depth + 1);
  const end = '    '.repeat(depth);
  if (Array.isArray(value)) return `[${value.map((one) => python(one, depth)).join(', ')}]`;
  if (value && typeof value === 'object') {
    const lines = Object.entries(value).map(([key, one]) => `${pad}${JSON.stringify(key)}: ${python(one, depth + 1)},\n`);
    return `{\n${lines.join('')}${end}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : PYTHON_WORDS[value] ?? String(value);
}

/** Members OpenAI's library has no argument for travel in extra_body. */
export function pythonClient(base, { model, input, instructions, max_output_tokens, ...ours }) {
  const known = Object.entries({ model, input, instructions, max_output_tokens }).filter(([, value]) => value !== undefined);
  return `import os
from openai import OpenAI

client = OpenAI(base_url="${base}/v1", api_key=os.environ["QUORATE_API_KEY"])
response = client.responses.create(
${known.map(([name, value]) => `    ${name}=${python(value)},\n`).join('')}    extra_body=${indent(python(ours), 4)},
)
print(response.output_text)
print(response.fusion["status"], response.fusion["cost"]["total"])
`;
}

function java(value) {
  if (Array.isArray(value)) return `List.of(${value.map(java).join(', ')})`;
  if (value && typeof value === 'object') {
    return `Map.ofEntries(${Object.entries(value).map(([key, one]) => `Map.entry(${JSON.stringify(key)}, ${java(one)})`).join(', ')})`;
  }
  return JSON.stringify(value);
}

export function javaClient(base, { model, input, instructions, max_output_tokens, ...ours }) {
  const set = [
    `.model(${JSON.stringify(model)})`,
    `.input(${JSON.stringify(input)})`,
    instructions !== undefined && `.instructions(${JSON.stringify(instructions)})`,
    max_output_tokens !== undefined && `.maxOutputTokens(${max_output_tokens}L)`,
    ...Object.entries(ours).map(([name, value]) => `.putAdditionalBodyProperty(${JSON.stringify(name)}, JsonValue.from(${java(value)}))`),
    '.build()',
  ].filter(Boolean);
  return `OpenAIClient client =
    OpenAIOkHttpClient.builder()
        .baseUrl("${base}/v1")
        .apiKey(System.getenv("QUORATE_API_KEY"))
        .build();
Response response =
    client
        .responses()
        .create(
            ResponseCreateParams.builder()
                ${set.join('\n                ')});
JsonValue fusion = response._allProperties().get("fusion");
`;
}
