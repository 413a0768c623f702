namespace OrleansNews.Mail;

/// <summary>The mail server (SMTP) through which the newspaper sends. Section <c>Mail</c>.</summary>
internal sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>The server's name. Empty, the default: no mail is sent, and none is kept to be sent later. Requires <c>Site:Address</c>, which links in mails begin with.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port, 1 to 65,535. Default: 587.</summary>
    public int Port { get; set; } = 587;

    /// <summary><see cref="MailSecurity.StartTls"/>, <see cref="MailSecurity.Tls"/> or <see cref="MailSecurity.None"/>. Default: <see cref="MailSecurity.StartTls"/>; a server that does not offer it is not sent to.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>A PEM file with the authority that signed the server's certificate, for a server that the system does not trust. Empty, the default: the system's authorities.</summary>
    public string Authority { get; set; } = "";

    /// <summary>The user to sign in as, with <see cref="Password"/>. Empty, the default: nobody signs in. Not over a connection without TLS, but on this machine.</summary>
    public string User { get; set; } = "";

    /// <summary>The user's password. Default: empty.</summary>
    public string Password { get; set; } = "";

    /// <summary>Who sends: <c>news@example.org</c> or <c>The Estuary &lt;news@example.org&gt;</c>. Required with <see cref="Host"/>.</summary>
    public string From { get; set; } = "";

    /// <summary>How long the server may take for each step, 1 s to 5 min. Default: 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after a mail the same person gets the next one of its kind; what happens meanwhile is gathered in it. A link for a lost password does not wait. 0 to 1 day. Default: 10 min.</summary>
    public TimeSpan GatherFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after the first attempt a mail that the server deferred is sent again; twice as long after each further one, up to 4 h. 1 s to 1 h. Default: 1 min.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a mail is tried before it counts as one that cannot be sent, 1 to 100. Default: 10.</summary>
    public int MaxTries { get; set; } = 10;

    /// <summary>How old a mail may become that could not be sent, 1 h to 14 days. Default: 2 days.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Mails that may wait in each of the 4 shards of the outbox, 100 to 100,000; what comes on top is given up and counted. Default: 5,000.</summary>
    public int MaxWaiting { get; set; } = 5_000;
}
