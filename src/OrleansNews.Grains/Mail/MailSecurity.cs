namespace OrleansNews.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
internal enum MailSecurity
{
    /// <summary>It begins in plain and goes on under TLS (STARTTLS), or not at all: usually port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte: usually port 465.</summary>
    Tls,

    /// <summary>None: for a server on the same machine.</summary>
    None,
}
