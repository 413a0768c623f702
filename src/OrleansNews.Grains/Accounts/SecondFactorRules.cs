using System.Collections.Immutable;

namespace OrleansNews.Accounts;

/// <summary>Beginning and ending to ask for a second factor. Pure.</summary>
internal static class SecondFactorRules
{
    private const int MaxRecoveryCodes = 20;
    private const int MaxKeyLength = 1_000;

    public static (AccountState Next, bool Enabled) Enable(AccountState state, SecondFactor factor)
    {
        if (state.SecondFactor is not null || factor.Key.Length is 0 or > MaxKeyLength || !ArePossible(factor.RecoveryCodes)) return (state, false);
        return (state with { SecondFactor = new() { Key = factor.Key, LastStep = factor.Step, RecoveryCodes = Stored(factor.RecoveryCodes) } }, true);
    }

    public static (AccountState Next, bool Replaced) ReplaceCodes(AccountState state, ImmutableArray<ImmutableArray<byte>> codes) =>
        state.SecondFactor is { } factor && ArePossible(codes) ? (state with { SecondFactor = factor with { RecoveryCodes = Stored(codes) } }, true) : (state, false);

    /// <summary>Ends it. By somebody else it ends the sessions too: who needs that has lost more than a telephone, or has just taken the place of somebody.</summary>
    public static (AccountState Next, bool Disabled) Disable(AccountState state, bool byOwner, string newStamp)
    {
        if (state.SecondFactor is null) return (state, false);
        var without = state with { SecondFactor = null };
        return (byOwner ? without : SessionRules.EndAll(without, newStamp), true);
    }

    private static bool ArePossible(ImmutableArray<ImmutableArray<byte>> codes) => codes.Length is > 0 and <= MaxRecoveryCodes && codes.All(code => code.Length == 32);

    private static ImmutableArray<byte[]> Stored(ImmutableArray<ImmutableArray<byte>> codes) => [.. codes.Select(code => code.ToArray())];
}
