using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Asks somebody who is signed in for their password, before what a passer-by at an open browser must not do.</summary>
internal sealed class PasswordQuestion(StaffSignIn signIn, SignInLimiter limiter)
{
    /// <summary>The form's field.</summary>
    public const string Field = "current-password";

    /// <summary>Null when the password is right; otherwise what to say, and the status to say it with.</summary>
    public async Task<Refusal?> AskAsync(HttpContext context, Actor actor, string password, SiteTexts texts)
    {
        // Nobody guesses by it: it counts as no attempt.
        if (password.Length == 0) return new([new(Field, texts.PasswordMissing)], StatusCodes.Status400BadRequest);
        if (!limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            return new([new(Field, texts.TooManySignIns)], StatusCodes.Status429TooManyRequests);
        }

        try
        {
            return await signIn.ConfirmAsync(actor.Login, password) ? null : new([new(Field, texts.PasswordWrong)], StatusCodes.Status400BadRequest);
        }
        catch (PasswordHashingBusyException)
        {
            context.Response.SayRetryAfter();
            return new([new(Field, texts.ManySignIns)], StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>Why the answer was not taken.</summary>
    public sealed record Refusal(ImmutableArray<FieldError> Errors, int Status);
}
