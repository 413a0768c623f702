namespace OrleansNews.Accounts;

/// <summary>What an endpoint asks for, see <see cref="RoleTable"/>. Checked there and again in the grain.</summary>
public enum Permission : byte
{
    /// <summary>Write drafts of one's own.</summary>
    WriteStories = 1,

    /// <summary>Publish, update and withdraw stories of one's own.</summary>
    PublishOwnStories = 2,

    /// <summary>Write, publish, update and withdraw everybody's stories.</summary>
    PublishAllStories = 3,

    /// <summary>Decide, edit and erase comments, close threads, see addresses and emails of commenters.</summary>
    ModerateComments = 4,

    /// <summary>Change the site's settings.</summary>
    ManageSite = 5,

    /// <summary>Create accounts, change roles, revoke sessions.</summary>
    ManageAccounts = 6,

    /// <summary>See the Orleans Dashboard, metrics and operations pages.</summary>
    Operate = 7,

    /// <summary>Keep an account of one's own. Whoever is signed in has it.</summary>
    KeepProfile = 8,

    /// <summary>See the library of pictures, upload, and write about pictures of one's own.</summary>
    UseMedia = 9,

    /// <summary>Write about everybody's pictures.</summary>
    EditAllMedia = 10,

    /// <summary>Say which sections the newspaper has, and put stories into new ones (WordPress's "manage categories").</summary>
    ManageSections = 11,
}
