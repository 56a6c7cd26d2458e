import { href } from "../address";
import { useAnswer } from "../api";
import { useSpeech } from "../language";
import provinces from "../operations/map.graphql";
import { ProvinceMap } from "./map";

/** Where one province is, among all. */
export function Seat({ id }: { id: string }) {
  const { code } = useSpeech();
  const { data } = useAnswer(provinces, { language: code });
  if (!data) return null;
  const shaded = data.provinces.nodes.map((one) => ({
    name: one.name,
    nameEn: one.nameEn,
    address: href("provinces", one.id),
    value: one.id === id ? 1 : 0,
  }));
  return <ProvinceMap provinces={shaded} />;
}
