using System.Numerics;

namespace Proof.Fuzz;

/// <summary>Chance that can be had again: SplitMix64, seeded anew for each case, so that a case needs none before it to be run again.</summary>
internal sealed class Dice
{
    private ulong state;

    /// <summary>The chance of one case of a run.</summary>
    public void Take(int seed, long number) =>
        state = BitOperations.RotateLeft((ulong)(uint)seed * 0x9E3779B97F4A7C15, 31) ^ ((ulong)number * 0xD1342543DE82EF95);

    public int Next(int below) => (int)((ulong)(uint)(Roll() >> 32) * (uint)below >> 32);

    public bool OneIn(int times) => Next(times) == 0;

    public T Pick<T>(IReadOnlyList<T> among) => among[Next(among.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count; at++)
        {
            bytes[at] = (byte)Roll();
        }

        return bytes;
    }

    private ulong Roll()
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
