namespace OrleansNews.Accounts;

/// <summary>An account as people see it: without its secrets.</summary>
internal static class AccountViews
{
    public static AccountView Of(AccountState state) => new(
        AccountRules.Member(state),
        state.Email,
        state.Disabled,
        state.CreatedAt,
        [.. state.ApplicationPasswords.Select(password => new ApplicationPasswordView(password.Id, password.Name, password.CreatedAt, password.LastUsed))],
        [.. state.Sessions.Reverse().Select(session => new SessionView(session.Id, session.BegunAt, session.SeenAt > session.BegunAt ? session.SeenAt : session.BegunAt, session.Browser))],
        state.PasswordHash.Length > 0,
        state.SecondFactor is not null,
        state.SecondFactorRequired,
        state.SecondFactor?.RecoveryCodes.Length ?? 0);
}
