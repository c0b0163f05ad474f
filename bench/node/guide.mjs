// The login by one-time code as a developer writes it by the official guide: one function mails a code, the other checks it and sends the
// browser back to Authress. Table and conditions are nearly ours, so that both ask about the same of DynamoDB. In all else this does less:
// no form token, no check of the login request, no resend, no devices, no languages, no answer of its own when a service is down.

import { createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto';

// Version 2.3. Version 3 adds some claims and depends on more packages: this is the lighter rival.
import { ServiceClientTokenProvider } from '@authress/sdk';
import {
  ConditionalCheckFailedException, DynamoDBClient, TransactionCanceledException, TransactWriteItemsCommand, UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';

const { AUTHRESS_ACCESS_KEY, AUTHRESS_CLIENT_ID, AUTHRESS_DOMAIN, EMAIL_FROM, TABLE_NAME } = process.env;

const CODE_TTL = 600;
const GUESSES = 5;
const HOUR = 3600;

const dynamodb = new DynamoDBClient();
const ses = new SESv2Client();
// Only `verify` has the key.
const authress = AUTHRESS_ACCESS_KEY && new ServiceClientTokenProvider(AUTHRESS_ACCESS_KEY, AUTHRESS_DOMAIN);

/** `POST /login/code` */
export async function issue(event) {
  const form = read(event);
  const flow = form.get('flow');
  const address = form.get('email').trim().toLowerCase();
  const secret = cookie(event, flow);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const now = seconds();
  try {
    await dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [
      { Put: open(flow, secret, address, form.get('state'), code, now) },
      { Update: countAddress(address, now) },
      { Update: count(`source#${hash(event.requestContext.http.sourceIp)}`, 20, now) },
      { Update: count('deployment#shared', 1000, now) },
    ] }));
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    return seeOther(`/login/code?flow=${flow}&problem=too-many-requests`);
  }
  await ses.send(new SendEmailCommand({
    FromEmailAddress: EMAIL_FROM,
    Destination: { ToAddresses: [address] },
    Content: { Simple: mail(code) },
  }));
  return seeOther(`/login/code?flow=${flow}`);
}

/** `POST /login/verify` */
export async function verify(event) {
  const form = read(event);
  const flow = form.get('flow');
  const secret = cookie(event, flow);
  const guess = mac(secret, flow, form.get('code'));
  let item;
  try {
    ({ Attributes: item } = await dynamodb.send(new UpdateItemCommand({
      TableName: TABLE_NAME,
      Key: { pk: { S: `flow#${flow}` } },
      UpdateExpression: 'SET guesses.#mac = attempts + :one, guessed_at.#mac = :now, attempts = attempts + :one',
      ConditionExpression: 'browser = :browser AND expires_at > :now AND attempts < :max AND attribute_not_exists(guesses.#mac)',
      ExpressionAttributeNames: { '#mac': guess },
      ExpressionAttributeValues: {
        ':one': number(1), ':now': number(seconds()), ':max': number(GUESSES), ':browser': { S: hash(secret) },
      },
      ReturnValues: 'ALL_NEW',
    })));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return seeOther(`/login/code?flow=${flow}&problem=start-again`);
  }
  if (!item.codes.L.some(({ M: code }) => equal(code.mac.S, guess))) {
    return seeOther(`/login/code?flow=${flow}&problem=wrong-code`);
  }
  return seeOther(await authress.generateUserLoginUrl(`${AUTHRESS_DOMAIN}/login`, item.state.S, AUTHRESS_CLIENT_ID, item.address.S));
}

function open(flow, secret, address, state, code, now) {
  return {
    TableName: TABLE_NAME,
    Item: {
      pk: { S: `flow#${flow}` },
      browser: { S: hash(secret) },
      address: { S: address },
      state: { S: state },
      codes: { L: [{ M: { mac: { S: mac(secret, flow, code) }, expires_at: number(now + CODE_TTL) } }] },
      guesses: { M: {} },
      guessed_at: { M: {} },
      attempts: number(0),
      sends: { L: [number(now)] },
      expires_at: number(now + CODE_TTL),
      delete_at: number(now + CODE_TTL + HOUR),
    },
    ConditionExpression: 'attribute_not_exists(pk)',
  };
}

// At most 5 in 15 minutes, 8 in an hour, 15 in a day.
function countAddress(address, now) {
  return {
    TableName: TABLE_NAME,
    Key: { pk: { S: `address#${hash(address)}` } },
    UpdateExpression: 'SET sends = list_append(:sends, if_not_exists(sends, :empty)), delete_at = :delete_at',
    ConditionExpression: '(attribute_not_exists(sends[4]) OR sends[4] <= :quarter)'
      + ' AND (attribute_not_exists(sends[7]) OR sends[7] <= :hour)'
      + ' AND (attribute_not_exists(sends[14]) OR sends[14] <= :day)',
    ExpressionAttributeValues: {
      ':sends': { L: [number(now)] },
      ':empty': { L: [] },
      ':quarter': number(now - HOUR / 4),
      ':hour': number(now - HOUR),
      ':day': number(now - 24 * HOUR),
      ':delete_at': number(now + 25 * HOUR),
    },
  };
}

function count(key, most, now) {
  const start = now - now % HOUR;
  return {
    TableName: TABLE_NAME,
    Key: { pk: { S: `${key}#${start}` } },
    UpdateExpression: 'SET delete_at = :delete_at ADD #count :one',
    ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: { ':one': number(1), ':most': number(most), ':delete_at': number(start + 2 * HOUR) },
  };
}

function mail(code) {
  return {
    Subject: { Data: 'Your code to sign in', Charset: 'UTF-8' },
    Body: {
      Text: { Data: `${code}\n\nType this code where you signed in. It works for 10 minutes.\n`, Charset: 'UTF-8' },
      Html: {
        Data: `<!DOCTYPE html><html lang="en"><body><p style="font-size:36px">${code}</p>`
          + '<p>Type this code where you signed in. It works for 10 minutes.</p></body></html>',
        Charset: 'UTF-8',
      },
    },
  };
}

const number = value => ({ N: String(value) });
const seconds = () => Math.floor(Date.now() / 1000);
const seeOther = location => ({ statusCode: 303, headers: { location, 'cache-control': 'no-store' } });

function read({ body, isBase64Encoded }) {
  return new URLSearchParams(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
}

function cookie(event, flow) {
  const start = `__Host-flow-${flow}=`;
  const found = event.cookies?.find(one => one.startsWith(start)) ?? start;
  return Buffer.from(found.slice(start.length).split('.')[0], 'base64url');
}

const hash = data => createHash('sha256').update(data).digest('base64url');

// Made as ours is, so that one item of the table serves both and the comparison is a true one.
function mac(secret, flow, code) {
  const hmac = createHmac('sha256', secret);
  for (const part of ['code', flow, code]) {
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(part.length));
    hmac.update(length).update(part);
  }
  return hmac.digest('base64url');
}

function equal(one, other) {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
