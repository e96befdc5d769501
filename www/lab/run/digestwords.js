/**
 * The digest of a state as three words, which a class can compare aloud: an animal, a color and a number. Different
 * states have the same words once in about 400,000 times. Pure.
 */

const ANIMALS = `
  alpaca ant ape badger bat bear beaver bee bison boar buffalo camel cat cheetah cobra cod cow coyote crab crane crow
  deer dingo dog dolphin donkey dove dragonfly duck eagle eel elephant elk falcon ferret finch fish flea fly fox frog
  gazelle gecko gibbon giraffe gnat goat goose gorilla grouse gull hamster hare hawk hedgehog heron herring hippo
  hornet horse hyena ibex iguana jackal jaguar jay kangaroo kiwi koala lark lemming lemur leopard lion lizard llama
  lobster lynx magpie mole monkey moose moth mouse mule newt octopus orca oryx ostrich otter owl ox panda panther
  parrot pelican penguin pheasant pig pigeon pony porcupine quail rabbit raccoon ram rat raven robin salmon seal shark
  sheep skunk sloth snail spider squirrel stork swan tiger toad trout turtle viper walrus wasp
`;

const COLORS = `
  amber azure beige black blue bronze brown coral cream crimson cyan emerald gold gray green indigo ivory jade lavender
  lemon lilac lime magenta mint navy olive orange pink purple red silver white
`;

const ONES = `
  zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen
`;

const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety';

const [animals, colors, ones, tens] = [ANIMALS, COLORS, ONES, TENS].map((list) => list.trim().split(/\s+/));

/** @param {number} n from 0 to 99 */
function spelled(n) {
  if (n < ones.length) return ones[n];
  const ten = tens[Math.floor(n / 10) - 2];
  return n % 10 ? `${ten}-${ones[n % 10]}` : ten;
}

/**
 * @param {string} digest 64 bits, as 16 hexadecimal digits
 * @returns {string} 'otter blue seventeen'
 */
export function digestWords(digest) {
  let rest = BigInt(`0x${digest}`);
  /** @param {number} n */
  const below = (n) => {
    const drawn = Number(rest % BigInt(n));
    rest /= BigInt(n);
    return drawn;
  };
  return [animals[below(animals.length)], colors[below(colors.length)], spelled(below(100))].join(' ');
}

/** How many different words there are. */
export const COUNT = animals.length * colors.length * 100;
