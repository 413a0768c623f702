using System.Collections.Immutable;
using System.Security.Cryptography;

namespace OrleansNews.Accounts;

/// <summary>The passwords of an account's programs. Pure.</summary>
internal static class ApplicationPasswordRules
{
    public const int Most = 50;
    public const int MaxNameLength = 100;

    public static (AccountState Next, bool Added) Add(AccountState state, string id, string name, ImmutableArray<byte> hash, DateTimeOffset now)
    {
        if (!AccountRules.Exists(state) || state.ApplicationPasswords.Length >= Most || name.Length is 0 or > MaxNameLength) return (state, false);
        return (state with { ApplicationPasswords = state.ApplicationPasswords.Add(new() { Id = id, Name = name, CreatedAt = now, Hash = [.. hash] }) }, true);
    }

    /// <summary>The password with this hash; null when the account has none such, or is disabled.</summary>
    public static StoredApplicationPassword? Find(AccountState state, ImmutableArray<byte> hash) =>
        AccountRules.CanSignIn(state) ? state.ApplicationPasswords.FirstOrDefault(known => CryptographicOperations.FixedTimeEquals(known.Hash, hash.AsSpan())) : null;

    /// <summary>Notes the day it was used on.</summary>
    public static (AccountState Next, bool Noted) Use(AccountState state, string id, DateOnly day)
    {
        var used = state.ApplicationPasswords.FirstOrDefault(known => known.Id == id);
        if (used is null || used.LastUsed >= day) return (state, false);
        return (state with { ApplicationPasswords = state.ApplicationPasswords.Replace(used, used with { LastUsed = day }) }, true);
    }

    public static (AccountState Next, bool Revoked) Revoke(AccountState state, string id)
    {
        var others = state.ApplicationPasswords.RemoveAll(known => known.Id == id);
        return others.Length == state.ApplicationPasswords.Length ? (state, false) : (state with { ApplicationPasswords = others }, true);
    }
}
