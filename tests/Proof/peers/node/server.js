// A webhook receiver as one writes it with these packages: verify over the raw bytes, write event and pending row in one
// transaction, ring the queue, answer 202. Its settings come from the environment: PORT, STORAGE, SECRET.

const express = require('express');
const { Webhook, WebhookVerificationError } = require('standardwebhooks');
const { TableClient, TableTransaction } = require('@azure/data-tables');
const { QueueClient } = require('@azure/storage-queue');

const ChunkBytes = 64 * 1024;
const source = 'standard-webhooks';
const webhook = new Webhook(process.env.SECRET);
const table = TableClient.fromConnectionString(process.env.STORAGE, 'peer', { allowInsecureConnection: true });
const queue = new QueueClient(process.env.STORAGE, 'peer-events');

function eventRow(id, body, receivedAt) {
  const row = {
    partitionKey: source,
    rowKey: `e|${id}`,
    EventId: id,
    EventType: JSON.parse(body.toString()).type ?? 'unknown',
    Status: 'Pending',
    ReceivedAt: receivedAt,
    Attempts: 0,
    BodyLength: body.length,
  };
  for (let start = 0; start < body.length; start += ChunkBytes) {
    row[`Body${start / ChunkBytes}`] = body.subarray(start, start + ChunkBytes);
  }

  return row;
}

async function accept(request, response) {
  try {
    webhook.verify(request.body, request.headers);
  } catch (error) {
    if (error instanceof WebhookVerificationError) {
      response.status(401).json({ status: 'refused' });
      return;
    }

    throw error;
  }

  const id = request.headers['webhook-id'];
  const receivedAt = new Date();
  const transaction = new TableTransaction();
  transaction.createEntity(eventRow(id, request.body, receivedAt));
  transaction.createEntity({ partitionKey: source, rowKey: `p|${receivedAt.getTime()}|${id}`, EventId: id });
  try {
    await table.submitTransaction(transaction.actions);
  } catch (error) {
    if (error.statusCode === 409) {
      response.status(200).json({ status: 'duplicate', event_id: id });
      return;
    }

    throw error;
  }

  await queue.sendMessage(Buffer.from(JSON.stringify({ source, eventId: id })).toString('base64'));
  response.status(202).json({ status: 'accepted', event_id: id });
}

async function start() {
  await table.createTable();
  await queue.createIfNotExists();
  const app = express();
  app.post('/api/webhooks/standard-webhooks', express.raw({ type: '*/*', limit: '1mb' }), accept);
  app.listen(Number(process.env.PORT), '127.0.0.1');
}

start();
