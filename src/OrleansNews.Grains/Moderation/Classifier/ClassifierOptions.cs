namespace OrleansNews.Moderation;

/// <summary>A program outside that judges comments before they appear. Section <c>Classifier</c>.</summary>
public sealed class ClassifierOptions
{
    public const string Section = "Classifier";

    /// <summary>Its address, http or https. Empty, the default: there is none. It is sent story, name, website and text of a comment; never an email or network address.</summary>
    public string Url { get; set; } = "";

    /// <summary>What both sides know, at least 32 characters: requests are signed with it (HMAC-SHA256). Required with <see cref="Url"/>. Default: empty.</summary>
    public string Secret { get; set; } = "";

    /// <summary>
    /// How long it may take, 100 ms to 5 s; a comment that it did not judge by then is held. With an address also at most a quarter of what a front end waits in all for a comment
    /// (<c>Read:WriteDeadline</c>, 2.5 s of its default), so that one attempt of two has half of its time for the rest. Default: 2 s.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long it is left in peace when it mostly fails, 1 s to 10 min; comments are held at once meanwhile. Default: 30 s.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(30);
}
