namespace OrleansNews.Mail;

/// <summary>What became of an attempt to send a mail.</summary>
internal enum SmtpOutcome
{
    /// <summary>The server has it.</summary>
    Sent,

    /// <summary>The server will not take it.</summary>
    Refused,

    /// <summary>The server will not take it now.</summary>
    Deferred,

    /// <summary>The server takes nothing of this sender now: a fault of the settings, not of the mail.</summary>
    Barred,

    /// <summary>The connection is lost; it is not known whether the server has it.</summary>
    Broken,
}
