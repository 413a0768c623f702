using System.Collections.Immutable;

namespace OrleansNews.Accounts;

/// <summary>
/// One staff account. Key: the login as <see cref="Logins.TryNormalise"/> makes it. Passwords and codes are compared in the front end or host, on a scheduler of
/// their own; the grain counts attempts before that, and decides what a right one is worth.
/// </summary>
[Alias("news.account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Writes a new account. Called by <see cref="IStaffGrain"/> alone, which knows who may. False when the login is taken.</summary>
    [Alias("create")]
    Task<bool> CreateAsync(NewAccount account);

    /// <summary>
    /// Takes one attempt to sign in and returns what to compare with. The attempt counts as failed until one of the methods that complete it
    /// says otherwise, so that guesses sent at once are counted each. Attempts of every factor are counted together.
    /// </summary>
    [Alias("begin-sign-in")]
    Task<SignInAttempt> BeginSignInAsync(SignInFactor factor);

    /// <summary>
    /// Records that the password of the attempt was right: a session, or the demand for a second factor, whose attempts stay counted. Null when the account was
    /// disabled or its password changed meanwhile.
    /// </summary>
    /// <param name="stamp">The stamp of the attempt.</param>
    /// <param name="rehashed">The password hashed anew when the stored hash is of an older form; null otherwise.</param>
    /// <param name="browser">The family of the browser, for the list of sessions: at most 60 characters; more is cut.</param>
    [Alias("complete-sign-in")]
    Task<SignInStep?> CompleteSignInAsync(string stamp, HashedPassword? rehashed, string browser);

    /// <summary>Records that a code of the authenticator was right. Null when a code of this time step or a later one was taken before, or the account changed meanwhile.</summary>
    /// <param name="stamp">The stamp that the password's step answered with.</param>
    /// <param name="step">The time step of the code (RFC 6238).</param>
    /// <param name="browser">The family of the browser.</param>
    [Alias("complete-second-factor")]
    Task<SignedIn?> CompleteSecondFactorAsync(string stamp, long step, string browser);

    /// <summary>Takes one attempt with a recovery code, and spends the code when it is right. Null for a wrong or used one, and while attempts are refused.</summary>
    /// <param name="stamp">The stamp that the password's step answered with.</param>
    /// <param name="hash">See <see cref="RecoveryCodes.Hash"/>.</param>
    /// <param name="browser">The family of the browser.</param>
    [Alias("use-recovery-code")]
    Task<SignedIn?> UseRecoveryCodeAsync(string stamp, ImmutableArray<byte> hash, string browser);

    /// <summary>Records that the password of an attempt was right that its owner, who is signed in, was asked for. False when the account changed meanwhile.</summary>
    [Alias("confirm-password")]
    Task<bool> ConfirmPasswordAsync(string stamp);

    /// <summary>
    /// Who a session with this stamp is now; null when the session is over: signed out, here or everywhere, password changed, account disabled. An account that must
    /// have a second factor and has none is a subscriber until then.
    /// </summary>
    [Alias("check-session")]
    Task<Actor?> CheckSessionAsync(string stamp);

    /// <summary>Ends the session with this stamp and no other. Who has the stamp may; nothing happens when the session is over.</summary>
    [Alias("end-session")]
    Task EndSessionAsync(string stamp);

    /// <summary>Ends the session with this id. False when the actor may not, or there is none.</summary>
    [Alias("end-session-of")]
    Task<bool> EndSessionOfAsync(string id, Actor actor);

    /// <summary>Ends every session but the one with this stamp; all, when it is none of them. False when the actor may not or the account does not exist.</summary>
    [Alias("end-other-sessions")]
    Task<bool> EndOtherSessionsAsync(string stamp, Actor actor);

    /// <summary>Who an application password belongs to; null when there is no such password.</summary>
    /// <param name="hash">SHA-256 of the password, see <see cref="ApplicationPasswords"/>.</param>
    [Alias("check-application-password")]
    Task<Actor?> CheckApplicationPasswordAsync(ImmutableArray<byte> hash);

    /// <summary>Adds an application password. False when the actor may not, the account does not exist, or it has 50 already.</summary>
    [Alias("add-application-password")]
    Task<bool> AddApplicationPasswordAsync(string name, ImmutableArray<byte> hash, Actor actor);

    /// <summary>Ends an application password. False when the actor may not, or there is none with this id.</summary>
    [Alias("revoke-application-password")]
    Task<bool> RevokeApplicationPasswordAsync(string id, Actor actor);

    /// <summary>Replaces the password and ends every session but the one with this stamp, which goes on under another. Null when the actor is not the owner or the session is over.</summary>
    [Alias("change-password")]
    Task<SignedIn?> ChangePasswordAsync(HashedPassword password, string stamp, Actor actor);

    /// <summary>Lets whoever shows the token of this hash choose the password, once and within seven days; an earlier offer ends. False when the actor does not manage accounts or there is none.</summary>
    [Alias("offer-password-link")]
    Task<bool> OfferPasswordLinkAsync(ImmutableArray<byte> hash, Actor actor);

    /// <summary>
    /// Takes a request of somebody who says that they have lost the password, and answers whether a mail is to be sent: three within an hour, and none for an account that cannot sign in. Anybody may ask;
    /// what came of it is for nobody outside the cluster.
    /// </summary>
    [Alias("ask-for-password-mail")]
    Task<bool> AskForPasswordMailAsync();

    /// <summary>
    /// Lets whoever shows the token of this hash choose the password, once and within an hour: for the mail that is being sent, which alone holds the token. The links of the last five such mails stand beside each other
    /// and beside that of an administrator; all of the mails end when the password or the address changes, or the account is disabled. Returns where to send it; null when nobody asked within the last hour, or the actor does not manage accounts.
    /// </summary>
    [Alias("offer-mailed-link")]
    Task<string?> OfferMailedLinkAsync(ImmutableArray<byte> hash, Actor actor);

    /// <summary>Whether a token of this hash can still choose the password.</summary>
    [Alias("can-use-password-link")]
    Task<bool> CanUsePasswordLinkAsync(ImmutableArray<byte> hash);

    /// <summary>
    /// Chooses the password, ends every offer and every session. Of several at once one does. Attempts that failed stay counted where a second factor is asked for. False when the token is wrong, used, replaced or too old.
    /// </summary>
    [Alias("use-password-link")]
    Task<bool> UsePasswordLinkAsync(ImmutableArray<byte> hash, HashedPassword password);

    /// <summary>Begins to ask for a second factor. False when the actor is not the owner, or one is asked for already.</summary>
    [Alias("enable-second-factor")]
    Task<bool> EnableSecondFactorAsync(SecondFactor factor, Actor actor);

    /// <summary>Replaces the recovery codes that are left. False when the actor is not the owner or there is no second factor.</summary>
    /// <param name="codes">Hashes, see <see cref="RecoveryCodes.Hash"/>.</param>
    /// <param name="actor">The owner.</param>
    [Alias("replace-recovery-codes")]
    Task<bool> ReplaceRecoveryCodesAsync(ImmutableArray<ImmutableArray<byte>> codes, Actor actor);

    /// <summary>Ends the second factor: by its owner, whom the front end has asked for the password, or by who manages accounts, which ends every session too. False when the actor may not or there is none.</summary>
    [Alias("disable-second-factor")]
    Task<bool> DisableSecondFactorAsync(Actor actor);

    /// <summary>Whether the account has to have a second factor. False when the actor does not manage accounts or there is none.</summary>
    [Alias("require-second-factor")]
    Task<bool> RequireSecondFactorAsync(bool required, Actor actor);

    /// <summary>Changes name and email. Called by <see cref="IStaffGrain"/> alone.</summary>
    [Alias("change-profile")]
    Task<bool> ChangeProfileAsync(Profile profile, Actor actor);

    /// <summary>Changes the role. Called by <see cref="IStaffGrain"/> alone, which keeps an administrator.</summary>
    [Alias("change-role")]
    Task<bool> ChangeRoleAsync(Role role, Actor actor);

    /// <summary>Disables the account and ends every session, or enables it again. Called by <see cref="IStaffGrain"/> alone, which keeps an administrator.</summary>
    [Alias("set-disabled")]
    Task<bool> SetDisabledAsync(bool disabled, Actor actor);

    /// <summary>The account without its secrets; null when it does not exist or the actor may not see it.</summary>
    [Alias("get")]
    Task<AccountView?> GetAsync(Actor actor);

    /// <summary>The same, after every change that was on its way when it was asked for: whoever did not get the answer to one knows then what came of it.</summary>
    [Alias("get-settled")]
    Task<AccountView?> GetSettledAsync(Actor actor);
}
