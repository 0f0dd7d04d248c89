// A virtual device as a machine's USB controller has it before it over usb-redir: greetings, standard requests, transfers, and its end.
import {
  UsbError,
  type UsbConnection,
  type UsbControl,
  type UsbDevice,
  type UsbEndpoint,
} from '../../../main/ports/usb.ts';
import { addressOf, Answers, hello, ownCapabilities } from './answers.ts';
import { BulkPump, isGone, statusOf, type BulkListener } from './bulk-pump.ts';
import { descriptor, intervalOf, type DescribedDevice } from './descriptors.ts';
import { InterruptPump, type InterruptListener } from './interrupt-pump.ts';
import { towardsLaptop, transferStatus, type Speed } from './numbers.ts';
import { RequestReader, type BulkRequest, type ControlRequest, type MachineRequest } from './requests.ts';

export interface Redirection {
  readonly device: UsbDevice;
  readonly speed: Speed;
  /** Settles when there is room for more. */
  readonly send: (bytes: Uint8Array) => Promise<void>;
  /** The device is gone, or the machine does not want it: nothing more is sent. */
  readonly ended: () => void;
}

const standard = { status: 0, clearFeature: 1, descriptor: 6 } as const;
const configurationNumber = 1;
const controlMilliseconds = 5000;
const types: readonly (UsbControl['type'] | undefined)[] = ['standard', 'class', 'vendor'];
const recipients: readonly (UsbControl['recipient'] | undefined)[] = ['device', 'interface', 'endpoint'];

export class RedirectedDevice {
  readonly #usb: UsbConnection;
  readonly #redirection: Redirection;
  readonly #described: DescribedDevice;
  readonly #reader = new RequestReader(ownCapabilities);
  readonly #pumps = new Map<number, BulkPump>();
  readonly #interruptPumps = new Map<number, InterruptPump>();
  #answers = new Answers(0);
  #configuration = 0;
  #interrupts = 0n;
  #isOver = false;

  private constructor(usb: UsbConnection, redirection: Redirection) {
    this.#usb = usb;
    this.#redirection = redirection;
    const { vendorId, productId, deviceClass } = redirection.device;
    const { descriptors } = usb;
    this.#described = { vendorId, productId, deviceClass, release: 0x0100, speed: redirection.speed, descriptors };
    for (const endpoint of this.#endpoints) this.#attend(endpoint, addressOf(endpoint));
  }

  /** Opens the device, and greets. */
  static async begin(redirection: Redirection): Promise<RedirectedDevice> {
    const usb = await redirection.device.open();
    for (const { number } of usb.descriptors.interfaces) await usb.claim(number);
    const redirected = new RedirectedDevice(usb, redirection);
    void redirected.#say(hello('Kerbdesk virtual device'));
    return redirected;
  }

  /** @throws RedirectProtocolError, after which the connection is of no use */
  receive(bytes: Uint8Array): void {
    for (const request of this.#reader.push(bytes)) this.#take(request);
  }

  /** The cable is pulled. */
  unplug(): void {
    if (this.#isOver) return;
    void this.#say(this.#answers.disconnect());
    this.end();
  }

  /** Nobody is there to be told anything. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const pump of this.#pumps.values()) pump.forget();
    for (const pump of this.#interruptPumps.values()) pump.stop();
    void this.#usb.close();
    this.#redirection.ended();
  }

  get #endpoints(): readonly UsbEndpoint[] {
    return this.#usb.descriptors.interfaces.flatMap(({ endpoints }) => endpoints);
  }

  #attend(endpoint: UsbEndpoint, address: number): void {
    const gone = (): void => this.unplug();
    if (endpoint.type === 'bulk') {
      const tell: BulkListener['tell'] = (...told) => void this.#say(this.#answers.bulk(...told));
      this.#pumps.set(address, new BulkPump(this.#usb, endpoint, { tell, gone }));
    }
    if (endpoint.type !== 'interrupt' || endpoint.direction === 'out') return;
    const listener: InterruptListener = {
      tell: (packet) => this.#tellInterrupt(address, packet),
      failed: (error) => {
        if (isGone(error)) gone();
        else void this.#say(this.#answers.interrupts(transferStatus.stalled, address));
      },
    };
    this.#interruptPumps.set(address, new InterruptPump(this.#usb, endpoint, listener));
  }

  #say(bytes: Uint8Array): Promise<void> {
    return this.#isOver ? Promise.resolve() : this.#redirection.send(bytes);
  }

  #take(request: MachineRequest): void {
    if (request.kind === 'hello') this.#introduce();
    else if (request.kind === 'reset') void this.#usb.reset().catch(() => this.unplug());
    else if (request.kind === 'cancel') for (const pump of this.#pumps.values()) pump.cancel(request.id);
    else if (request.kind === 'filter-reject' || request.kind === 'disconnect-acknowledged') this.end();
    else if (request.kind === 'control') void this.#control(request);
    else if (request.kind === 'bulk') this.#bulk(request);
    else this.#takeOther(request);
  }

  #takeOther(request: MachineRequest): void {
    if (request.kind === 'set-configuration') {
      const isKnown = request.configuration <= configurationNumber;
      if (isKnown) this.#configuration = request.configuration;
      const status = isKnown ? transferStatus.success : transferStatus.stalled;
      void this.#say(this.#answers.configuration(request.id, status, this.#configuration));
    }
    if (request.kind === 'get-configuration')
      void this.#say(this.#answers.configuration(request.id, transferStatus.success, this.#configuration));
    if (request.kind === 'set-alternate' || request.kind === 'get-alternate') this.#alternate(request);
    if (request.kind === 'start-interrupts') this.#startInterrupts(request.endpoint);
    if (request.kind === 'stop-interrupts') {
      this.#interruptPumps.get(request.endpoint)?.stop();
      void this.#say(this.#answers.interrupts(transferStatus.success, request.endpoint));
    }
    // No device here takes any.
    if (request.kind === 'interrupt')
      void this.#say(this.#answers.interrupt(request.id, transferStatus.invalid, request.endpoint));
  }

  /** What its endpoints are has to be known before it is connected. */
  #introduce(): void {
    this.#answers = new Answers(this.#reader.capabilities);
    const { interfaces } = this.#usb.descriptors;
    void this.#say(this.#answers.endpoints(interfaces, intervalOf(this.#described.speed)));
    void this.#say(this.#answers.interfaces(interfaces));
    void this.#say(this.#answers.connect(this.#described));
  }

  /** Each interface has its first setting, and no other. */
  #alternate(request: Extract<MachineRequest, { readonly kind: 'set-alternate' | 'get-alternate' }>): void {
    const isThere = this.#usb.descriptors.interfaces.some(({ number }) => number === request.interfaceNumber);
    const isFirst = request.kind === 'get-alternate' || request.alternate === 0;
    const status = isThere && isFirst ? transferStatus.success : transferStatus.stalled;
    void this.#say(this.#answers.alternate(request.id, status, request.interfaceNumber, 0));
  }

  #bulk(request: BulkRequest): void {
    const pump = this.#pumps.get(request.endpoint);
    if (pump) pump.add(request);
    else void this.#say(this.#answers.bulk(request, transferStatus.invalid, 0));
  }

  async #control(request: ControlRequest): Promise<void> {
    const isRead = request.requestType >= towardsLaptop;
    try {
      const answer = await this.#answerTo(request);
      if (!isRead) return await this.#say(this.#answers.control(request, transferStatus.success, request.length));
      const data = answer.subarray(0, request.length);
      await this.#say(this.#answers.control(request, transferStatus.success, data.length, data));
    } catch (error) {
      if (isGone(error)) this.unplug();
      else await this.#say(this.#answers.control(request, statusOf(error), 0));
    }
  }

  async #answerTo(request: ControlRequest): Promise<Uint8Array> {
    const type = types[(request.requestType >> 5) & 3];
    const recipient = recipients[request.requestType & 0x1f];
    if (type === undefined || recipient === undefined) return refuse();
    if (type === 'standard') return this.#answerStandard(request);
    const control = { type, recipient, request: request.request, value: request.value, index: request.index };
    if (request.requestType >= towardsLaptop) return this.#usb.controlIn(control, request.length, controlMilliseconds);
    await this.#usb.controlOut(control, request.data, controlMilliseconds);
    return nothing;
  }

  async #answerStandard({ request, requestType, value, index, length }: ControlRequest): Promise<Uint8Array> {
    const isRead = requestType >= towardsLaptop;
    if (isRead && request === standard.descriptor) return descriptor(this.#described, value) ?? refuse();
    if (isRead && request === standard.status) return new Uint8Array(Math.min(length, 2));
    const isHalt = requestType === 2 && request === standard.clearFeature && value === 0;
    const endpoint = this.#endpoints.find((one) => addressOf(one) === index);
    if (!isHalt || endpoint === undefined) return refuse();
    await this.#usb.clearHalt(endpoint);
    return nothing;
  }

  #startInterrupts(address: number): void {
    const pump = this.#interruptPumps.get(address);
    const status = pump === undefined ? transferStatus.invalid : transferStatus.success;
    void this.#say(this.#answers.interrupts(status, address));
    pump?.start();
  }

  async #tellInterrupt(address: number, packet: Uint8Array): Promise<void> {
    await this.#say(this.#answers.interrupt(this.#interrupts, transferStatus.success, address, packet));
    this.#interrupts += 1n;
  }
}

const nothing = new Uint8Array(0);

function refuse(): never {
  throw new UsbError('stall', 'no such request');
}
