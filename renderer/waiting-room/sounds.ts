/** Two notes that fall, made here: no file, nothing of anybody else. */
const notes = [
  { hertz: 880, at: 0 },
  { hertz: 659.25, at: 0.35 },
] as const;
const noteSeconds = 0.9;

let audio: AudioContext | undefined;

/** Sounds the chime; settles when it is over. */
export async function chime(): Promise<void> {
  audio ??= new AudioContext();
  const { currentTime: start, destination } = audio;
  const ended = notes.map(({ hertz, at }) => {
    const oscillator = new OscillatorNode(audio as AudioContext, { type: 'sine', frequency: hertz });
    const gain = new GainNode(audio as AudioContext, { gain: 0 });
    gain.gain.setValueAtTime(0, start + at);
    gain.gain.linearRampToValueAtTime(0.5, start + at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, start + at + noteSeconds);
    oscillator.connect(gain).connect(destination);
    oscillator.start(start + at);
    oscillator.stop(start + at + noteSeconds);
    return new Promise<void>((resolve) => oscillator.addEventListener('ended', () => resolve(), { once: true }));
  });
  await Promise.all(ended);
}

/** A Dutch voice of this computer that needs no network; undefined: there is none. */
function dutchVoice(): SpeechSynthesisVoice | undefined {
  const voices = speechSynthesis.getVoices().filter(({ lang, localService }) => localService && /^nl\b/i.test(lang));
  return voices.find(({ lang }) => /^nl[-_]BE/i.test(lang)) ?? voices[0];
}

/** Says a call aloud in Dutch, when this computer can. */
export function say(text: string): void {
  const voice = dutchVoice();
  if (voice === undefined) return;
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.voice = voice;
  spoken.lang = voice.lang;
  spoken.rate = 0.9;
  speechSynthesis.speak(spoken);
}
