using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Memory;

namespace OrleansNews.Site;

/// <summary>
/// What was answered within the last two seconds about addresses that lead nowhere: so long are they not asked about again. Bounded, because visitors invent addresses.
/// </summary>
internal sealed class BriefMemory<TAnswer>(TimeProvider machineTime) : IDisposable
{
    private const int MostAddresses = 50_000;
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(2);
    // What nobody asks for again does not stay for ever.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _given = new(new MemoryCacheOptions { SizeLimit = MostAddresses });

    public void Keep(string address, TAnswer answer) =>
        _given.Set(address, new Given(answer, machineTime.GetTimestamp()), new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = 1 });

    public bool TryFind(string address, [MaybeNullWhen(false)] out TAnswer answer)
    {
        var given = _given.Get<Given>(address);
        answer = given is null ? default : given.Answer;
        return given is not null && machineTime.GetElapsedTime(given.At) < Age;
    }

    public void Dispose() => _given.Dispose();

    private sealed record Given(TAnswer Answer, long At);
}
