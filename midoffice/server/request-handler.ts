import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mostRequestBytes } from '@onthaal/contract/graphql/limits.ts';
import { answerReports, isReportPath } from '../correspondence/sms/sms-reports.ts';
import { answerContent, isContentPath } from '../document-content/content-routes.ts';
import { mayReadMetrics } from '../observability/metrics-access.ts';
import { isAppointmentPath, openAppointmentPage } from '../planner/appointment-page/page-routes.ts';
import { isPositionPath, openPositionPage } from '../queue/position-page/position-routes.ts';
import { answerLogin } from '../session/browser-login/login-routes.ts';
import { namesIn, tooOften } from '../session/browser-login/login-tries.ts';
import { answerKiosk, type KioskDoor } from '../session/kiosks/kiosk-routes.ts';
import { answerGraphql } from './answer-graphql.ts';
import { type Answer, errorAnswer, jsonAnswer, sendAnswer } from './answers.ts';
import { clientAddressOf } from './client-address.ts';
import type { Exchange } from './exchange.ts';
import { type FaultOrder, storeMalformedRows } from './faults.ts';
import { graphqlEngine } from './graphql-engine.ts';
import { describeError } from './graphql-errors.ts';
import type { Door } from './listeners.ts';
import { openRateCheck, type RateCheck } from './rate-limit.ts';
import { readiness } from './readiness.ts';
import { readBody } from './request-body.ts';
import type { Services } from './services.ts';

type Engine = ReturnType<typeof graphqlEngine>;
type PositionPage = ReturnType<typeof openPositionPage>;
type AppointmentPage = ReturnType<typeof openAppointmentPage>;

async function orderFault({ services, request }: Exchange): Promise<Answer> {
  const { faults, database } = services;
  if (request.method === 'DELETE') {
    faults.clear();
    return jsonAnswer(200, { ordered: false });
  }
  const body = await readBody(request, mostRequestBytes);
  const order = JSON.parse(body.ok ? body.value : '{}') as FaultOrder;
  faults.add(order);
  return jsonAnswer(200, { ordered: true, storedRows: await storeMalformedRows(database.orm, faults, order) });
}

/** Answers a GraphQL request, or sends the desk to another node when this one is going away. */
async function answerOrRefuse(exchange: Exchange, engine: Engine, checkRate: RateCheck): Promise<void> {
  const { services, request, response } = exchange;
  const isStream = request.headers.accept?.includes('text/event-stream') === true;
  if (services.lifecycle.refuses(isStream)) {
    const headers = { connection: 'close', 'retry-after': '1' };
    await sendAnswer(response, errorAnswer(503, 'MIDOFFICE_BUSY', headers), false);
    return;
  }
  // Until the last byte has left: an answer that is only written down is lost with its connection.
  response.once('close', services.lifecycle.begin());
  await answerGraphql(exchange, engine, checkRate);
}

async function metricsAnswer({ services, request }: Exchange): Promise<Answer> {
  if (!mayReadMetrics(request, services.configuration.operations)) return errorAnswer(404, 'MIDOFFICE_WRONG_ADDRESS');
  const { contentType, body } = await services.metrics.text();
  return { status: 200, headers: { 'content-type': contentType }, body };
}

/** Largest request of the login: a logout token of the identity provider. */
const mostLoginBytes = 64 * 1024;

/** Where kiosks have a door of their own, they prove themselves there only. */
function kioskDoorOf({ door, services }: Exchange): KioskDoor {
  if (door.kind === 'kiosks') return { isWrong: door.deviceId === undefined, certificateName: door.deviceId };
  return { isWrong: services.configuration.operations.kiosks !== undefined, certificateName: undefined };
}

async function answerLoginPath(exchange: Exchange): Promise<boolean> {
  const { services, request, response } = exchange;
  if (!/^\/(login|kiosk)\//.test(request.url ?? '')) return false;
  const body = await readBody(request, mostLoginBytes);
  if (!body.ok) {
    await sendAnswer(response, errorAnswer(413, 'REQUEST_TOO_LARGE', { connection: 'close' }), false);
    return true;
  }
  const { method = 'GET', headers } = request;
  const url = new URL(request.url ?? '/', 'http://midoffice');
  const asked = { method, url, headers, body: body.value };
  const address = clientAddressOf(request, services.configuration.operations.trustedProxies);
  const seconds = services.loginLimits.take({ address, names: namesIn(asked) });
  if (seconds > 0) {
    await sendAnswer(response, tooOften(asked, seconds), false);
    return true;
  }
  const parts = { orm: services.database.orm, tokens: services.tokens };
  const answer = (await answerLogin(services.login, asked)) ?? (await answerKiosk(parts, asked, kioskDoorOf(exchange)));
  if (answer === undefined) return false;
  await sendAnswer(response, answer, false);
  return true;
}

async function answerPosition(exchange: Exchange, page: PositionPage): Promise<void> {
  const { services, request, response, acceptsGzip } = exchange;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    await sendAnswer(response, errorAnswer(405, 'ARGUMENT_INVALID', { allow: 'GET' }), false);
    return;
  }
  const answer = await page({
    ...{ url: new URL(request.url ?? '/', 'http://midoffice'), headers: request.headers },
    client: clientAddressOf(request, services.configuration.operations.trustedProxies),
    ...{ orm: services.database.orm, now: services.faults.now() },
  });
  await sendAnswer(response, answer, acceptsGzip);
}

async function answerSmsReports({ services, request, response }: Exchange): Promise<void> {
  const body = await readBody(request, mostRequestBytes);
  const parts = { orm: services.database.orm, workOnly: services.configuration.workOnly, now: services.faults.now() };
  const asked = { path: (request.url ?? '').split('?')[0] ?? '', body: body.ok ? body.value : '' };
  const secret = request.method === 'POST' ? services.configuration.correspondence?.sms?.reportSecret : undefined;
  await sendAnswer(response, await answerReports(parts, secret, asked), false);
}

async function answerAppointment(exchange: Exchange, page: AppointmentPage): Promise<void> {
  const { services, request, response, acceptsGzip } = exchange;
  const { operations, workOnly } = services.configuration;
  const client = clientAddressOf(request, operations.trustedProxies);
  const asked = { request, client, orm: services.database.orm, now: services.faults.now(), workOnly };
  await sendAnswer(response, await page(asked), acceptsGzip);
}

interface Parts {
  readonly engine: Engine;
  readonly checkRate: RateCheck;
  readonly positionPage: PositionPage;
  readonly appointmentPage: AppointmentPage;
}

async function route(exchange: Exchange, { engine, checkRate, positionPage, appointmentPage }: Parts): Promise<void> {
  const { services, request, response } = exchange;
  const path = (request.url ?? '/').split('?')[0];
  if (path === '/graphql' && request.method === 'POST') return answerOrRefuse(exchange, engine, checkRate);
  if (path === '/graphql') {
    await sendAnswer(response, errorAnswer(405, 'ARGUMENT_INVALID', { allow: 'POST' }), false);
  } else if (isContentPath(path ?? '')) {
    await answerContent(exchange, checkRate);
  } else if (isPositionPath(path ?? '')) {
    await answerPosition(exchange, positionPage);
  } else if (isReportPath(path ?? '')) {
    await answerSmsReports(exchange);
  } else if (isAppointmentPath(path ?? '')) {
    await answerAppointment(exchange, appointmentPage);
  } else if (path === '/health') {
    await sendAnswer(response, jsonAnswer(200, { status: 'alive' }), false);
  } else if (path === '/ready') {
    await sendAnswer(response, await readiness(services), false);
  } else if (path === '/metrics') {
    await sendAnswer(response, await metricsAnswer(exchange), exchange.acceptsGzip);
  } else if (await answerLoginPath(exchange)) {
    return;
  } else if (path === '/faults' && services.configuration.faults) {
    await sendAnswer(response, await orderFault(exchange), false);
  } else {
    await sendAnswer(response, errorAnswer(404, 'MIDOFFICE_WRONG_ADDRESS'), false);
  }
}

/** The function that answers every HTTP request of this node. It never throws. */
export function requestHandler(services: Services) {
  const engine = graphqlEngine(services.logger, services.configuration.demo);
  const checkRate = openRateCheck(services.configuration.ratePerDevice, services.tokens);
  const positionPage = openPositionPage();
  const appointmentPage = openAppointmentPage(services.configuration.citizens);
  return async (request: IncomingMessage, response: ServerResponse, door: Door): Promise<void> => {
    const correlationId = randomUUID();
    response.setHeader('x-correlation-id', correlationId);
    if (services.faults.clockSkewMilliseconds !== 0) response.setHeader('date', services.faults.now().toUTCString());
    const acceptsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    try {
      await route(
        { services, request, response, correlationId, acceptsGzip, door },
        { engine, checkRate, positionPage, appointmentPage },
      );
    } catch (error) {
      if (response.destroyed || request.destroyed) return;
      services.logger.error({ correlationId, ...describeError(error) }, 'request failed');
      if (response.headersSent) response.destroy();
      else await sendAnswer(response, errorAnswer(500, 'MIDOFFICE_FAILED'), false);
    }
  };
}
