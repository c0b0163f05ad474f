// The least that serves a function on Lambda: asks for an event, answers it, asks for the next. It stands in for the runtime client of
// Lambda's own Node image, which does more, such as finding the handler by its name and turning the console into a log: Node is flattered.

import { Agent, request } from 'node:http';

import * as handlers from './guide.mjs';

const { AWS_LAMBDA_RUNTIME_API, HANDLER } = process.env;

const [hostname, port] = AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new Agent({ keepAlive: true });

async function serve(handle) {
  for (;;) {
    const { id, event } = await next();
    try {
      await call('POST', `${id}/response`, await handle(event));
    } catch (error) {
      await call('POST', `${id}/error`, { errorType: error.name, errorMessage: error.message });
    }
  }
}

async function next() {
  const { headers, text } = await call('GET', 'next');
  return { id: headers['lambda-runtime-aws-request-id'], event: JSON.parse(text) };
}

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const options = { agent, hostname, port, method, path: `/2018-06-01/runtime/invocation/${path}` };
    request(options, response => {
      let text = '';
      response.setEncoding('utf8')
        .on('data', chunk => { text += chunk; })
        .on('end', () => resolve({ headers: response.headers, text }))
        .on('error', reject);
    }).on('error', reject).end(body && JSON.stringify(body));
  });
}

serve(handlers[HANDLER]);
