using System.Globalization;

namespace OrleansNews.Site;

/// <summary>When to come back, in answers that could not be given now.</summary>
internal static class RetryLater
{
    /// <summary>In seconds: a silo that takes over needs about as long, and so does a crowd that signs in.</summary>
    public const int Soon = 5;

    /// <summary>Says it.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="seconds">From 1.</param>
    public static void SayRetryAfter(this HttpResponse response, int seconds = Soon) => response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
}
