namespace OrleansNews.Accounts;

/// <summary>What a staff account may do, with WordPress's meaning plus two desks of a newsroom. Stored; never renumber.</summary>
public enum Role : byte
{
    /// <summary>Reads, comments, keeps a profile.</summary>
    Subscriber = 1,

    /// <summary>Writes drafts of their own; cannot publish.</summary>
    Contributor = 2,

    /// <summary>Publishes and changes stories of their own.</summary>
    Author = 3,

    /// <summary>Publishes and changes every story, moderates.</summary>
    Editor = 4,

    /// <summary>Everything: settings, accounts, operations.</summary>
    Administrator = 5,

    /// <summary>Decides comments; does not write stories.</summary>
    Moderator = 6,

    /// <summary>Sees the dashboard and health of the cluster; does not write stories.</summary>
    Operator = 7,
}
