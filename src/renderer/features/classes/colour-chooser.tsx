import { useState } from 'react';
import type { Rgb } from '../../../shared/model/palette.ts';
import { openEyedropper } from '../../state/classes-store.ts';
import { formatHex } from '../../strings/format.ts';
import { text } from '../../strings/text.ts';
import { IconEyedropper } from '../../ui/icons.ts';
import { Button, ColorPicker, TextInput } from '../../ui/kit.ts';
import { parseHex } from './parse-hex.ts';

interface ColourChooserProps {
  readonly rgb: Rgb;
  readonly onRgb: (rgb: Rgb) => void;
  /** A colour was taken from a mask. */
  readonly onPicked: (rgb: Rgb) => void;
  /** The eyedropper opens, in a dialog of its own. */
  readonly onEyedropper?: () => void;
}

/** A colour by sliders, by its digits, or from a pixel of any mask. */
export function ColourChooser({ rgb, onRgb, onPicked, onEyedropper }: ColourChooserProps) {
  const hex = formatHex(rgb);
  const [written, setWritten] = useState<string>();
  const isBad = written !== undefined && parseHex(written) === undefined;
  return (
    <>
      <ColorPicker
        fullWidth
        size="sm"
        saturationLabel={text.classes.saturation}
        hueLabel={text.classes.hue}
        value={hex}
        onChange={(value) => {
          const next = parseHex(value);
          setWritten(undefined);
          if (next !== undefined) onRgb(next);
        }}
      />
      <TextInput
        mt={8}
        aria-label={text.classes.hex}
        value={written ?? hex}
        error={isBad && text.classes.badHex}
        spellCheck={false}
        onChange={({ currentTarget }) => {
          setWritten(currentTarget.value);
          const next = parseHex(currentTarget.value);
          if (next !== undefined) onRgb(next);
        }}
      />
      <Button
        mt={8}
        fullWidth
        leftSection={<IconEyedropper size={15} aria-hidden />}
        onClick={() => {
          onEyedropper?.();
          openEyedropper(onPicked);
        }}
      >
        {text.classes.fromMask}
      </Button>
    </>
  );
}
