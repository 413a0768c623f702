using System.Globalization;
using Orleans.Runtime;

namespace OrleansNews.Storage.Conformance;

/// <summary>
/// A process that writes until it is killed, and says "WRITER STEP" for each step only after the store acknowledged it. Each writer owns one key and
/// takes one step after the other, so that its key may hold the last acknowledged step or the one after it, and nothing else.
/// </summary>
internal static class KilledWriter
{
    public const string Argument = "--write-until-killed";

    public const int Writers = 16;

    /// <summary>Every tenth step clears the key; the others write their number.</summary>
    public static bool Clears(long step) => step % 10 == 0;

    public static GrainId Grain(string prefix, int writer) => GrainId.Create("killed", $"{prefix}-{writer}");

    public static async Task<int> RunAsync(string address, string prefix)
    {
        await using var provider = await StoreAddress.OpenAsync(address);
        using var output = new StreamWriter(Console.OpenStandardOutput());
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var slot = new Slot(provider.Storage, Grain(prefix, writer));
            for (long step = 1; ; step++)
            {
                if (Clears(step)) await slot.ClearAsync();
                else await slot.WriteAsync(step, LongText.Of(2_000, seed: writer));
                lock (gate)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{writer} {step}"));
                    output.Flush();
                }
            }
        })));
        return 0;
    }
}
