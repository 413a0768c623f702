using System.Collections.Immutable;
using System.Security.Cryptography;

namespace OrleansNews.Accounts;

/// <summary>Who may be made, and who may set up. Pure.</summary>
internal static class StaffRules
{
    public static bool HasAdministrator(StaffState state) => state.Entries.Any(IsAdministrator);

    public static bool CanSetUp(StaffState state, ImmutableArray<byte> tokenHash) =>
        state.SetupTokenHash is { } offered && CryptographicOperations.FixedTimeEquals(offered, tokenHash.AsSpan()) && !HasAdministrator(state);

    public static (StaffState Next, bool Offered) Offer(StaffState state, ImmutableArray<byte> tokenHash) =>
        HasAdministrator(state) ? (state, false) : (state with { SetupTokenHash = [.. tokenHash] }, true);

    /// <summary>Notes that the first administrator is about to be made, unless there is one, or another one is about to be made: by another activation, which may have written the account.</summary>
    public static (StaffState Next, CreateAccountResult? Refusal) BeginSetup(StaffState state, ImmutableArray<byte> tokenHash, NewAccount account) =>
        CanSetUp(state, tokenHash) && !state.Entries.Any(entry => entry is { Role: Role.Administrator, Pending: true } && entry.Login != account.Login)
            ? Begin(state, account)
            : (state, CreateAccountResult.Forbidden);

    /// <summary>Notes that an account is about to be made. Refused when somebody has the login.</summary>
    public static (StaffState Next, CreateAccountResult? Refusal) Begin(StaffState state, NewAccount account)
    {
        var known = state.Entries.FirstOrDefault(entry => entry.Login == account.Login);
        if (known is { Pending: false }) return (state, CreateAccountResult.LoginTaken);
        var others = known is null ? state.Entries : state.Entries.Remove(known);
        return (state with { Entries = others.Add(new() { Login = account.Login, Name = account.Name, Role = account.Role, Pending = true }) }, null);
    }

    /// <summary>Makes a pending entry what the account says; an administrator ends the offer to set up.</summary>
    public static StaffState Confirm(StaffState state, Actor actor)
    {
        var known = state.Entries.FirstOrDefault(entry => entry.Login == actor.Login);
        var confirmed = (known ?? new() { Login = actor.Login }) with { Name = actor.Name, Role = actor.Role, Pending = false };
        var others = known is null ? state.Entries : state.Entries.Remove(known);
        return state with
        {
            Entries = others.Add(confirmed),
            SetupTokenHash = actor.Role == Role.Administrator ? null : state.SetupTokenHash,
        };
    }

    /// <summary>The entry of an account; null when there is none.</summary>
    public static StaffEntry? Find(StaffState state, string login) => state.Entries.FirstOrDefault(entry => entry.Login == login && !entry.Pending);

    /// <summary>
    /// Changes an entry, unless nobody would be left who can manage accounts. Two who demote each other at once are told apart here: the second sees what the
    /// first has written.
    /// </summary>
    public static (StaffState Next, ChangeStaffResult Result) Change(StaffState state, string login, Func<StaffEntry, StaffEntry> change)
    {
        if (Find(state, login) is not { } entry) return (state, ChangeStaffResult.NotFound);
        var changed = change(entry);
        var next = state with { Entries = state.Entries.Replace(entry, changed) };
        return IsAdministrator(entry) && !HasAdministrator(next) ? (state, ChangeStaffResult.LastAdministrator) : (next, ChangeStaffResult.Changed);
    }

    /// <summary>Whether an entry counts as somebody who can manage accounts.</summary>
    public static bool IsAdministrator(StaffEntry entry) => entry is { Role: Role.Administrator, Pending: false, Disabled: false };

    /// <summary>Forgets an entry whose account was never made.</summary>
    public static StaffState GiveUp(StaffState state, string login) => state with { Entries = state.Entries.RemoveAll(entry => entry.Pending && entry.Login == login) };
}
