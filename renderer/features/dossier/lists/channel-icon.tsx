import { FileText, Globe, type LucideIcon, Mail, MessageSquare, Phone, Store, Video } from 'lucide-react';

const icons: Readonly<Record<string, LucideIcon>> = {
  counter: Store,
  phone: Phone,
  email: Mail,
  eCounter: Globe,
  video: Video,
  post: FileText,
  sms: MessageSquare,
  citizenProfile: Globe,
  eBox: Mail,
  paper: FileText,
};

/** The picture of a channel; the word always stands beside it. */
export function ChannelIcon({ channel, size = 16 }: { readonly channel: string; readonly size?: number }) {
  const Icon = icons[channel] ?? MessageSquare;
  return <Icon aria-hidden size={size} className="line-icon" strokeWidth={1.75} />;
}
