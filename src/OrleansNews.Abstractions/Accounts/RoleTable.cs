using System.Collections.Immutable;
using static OrleansNews.Accounts.Role;

namespace OrleansNews.Accounts;

/// <summary>
/// Who may do what to what: the one source for the policies of endpoints, which ask for a <see cref="Permission"/> before they look at anything, and for the
/// checks in grains, which know what it is about. The roles have WordPress's meaning.
/// </summary>
/// <remarks>What is not in the table nobody may do. Rows that share a permission have the same roles, so that an endpoint lets nobody in whom the grain refuses for their role.</remarks>
public static class RoleTable
{
    private static readonly ImmutableArray<Row> _rows =
    [
        new(Deed.Write,    Matter.OwnDraft,        Permission.WriteStories,      [Contributor, Author, Editor, Administrator]),
        new(Deed.Write,    Matter.OwnPublished,    Permission.PublishOwnStories, [             Author, Editor, Administrator]),
        new(Deed.Write,    Matter.OthersDraft,     Permission.PublishAllStories, [                     Editor, Administrator]),
        new(Deed.Write,    Matter.OthersPublished, Permission.PublishAllStories, [                     Editor, Administrator]),
        new(Deed.Publish,  Matter.OwnDraft,        Permission.PublishOwnStories, [             Author, Editor, Administrator]),
        new(Deed.Publish,  Matter.OwnPublished,    Permission.PublishOwnStories, [             Author, Editor, Administrator]),
        new(Deed.Publish,  Matter.OthersDraft,     Permission.PublishAllStories, [                     Editor, Administrator]),
        new(Deed.Publish,  Matter.OthersPublished, Permission.PublishAllStories, [                     Editor, Administrator]),
        new(Deed.Withdraw, Matter.OwnPublished,    Permission.PublishOwnStories, [             Author, Editor, Administrator]),
        new(Deed.Withdraw, Matter.OthersPublished, Permission.PublishAllStories, [                     Editor, Administrator]),
        new(Deed.See,      Matter.Media,           Permission.UseMedia,          [             Author, Editor, Administrator]),
        new(Deed.Write,    Matter.OwnMedia,        Permission.UseMedia,          [             Author, Editor, Administrator]),
        new(Deed.Write,    Matter.OthersMedia,     Permission.EditAllMedia,      [                     Editor, Administrator]),
        new(Deed.Delete,   Matter.OwnMedia,        Permission.UseMedia,          [             Author, Editor, Administrator]),
        new(Deed.Delete,   Matter.OthersMedia,     Permission.EditAllMedia,      [                     Editor, Administrator]),
        new(Deed.Decide,   Matter.Comments,        Permission.ModerateComments,  [                     Editor, Administrator, Moderator]),
        new(Deed.See,      Matter.CommenterData,   Permission.ModerateComments,  [                     Editor, Administrator, Moderator]),
        new(Deed.Change,   Matter.Sections,        Permission.ManageSections,    [                     Editor, Administrator]),
        new(Deed.Change,   Matter.Settings,        Permission.ManageSite,        [                             Administrator]),
        new(Deed.Change,   Matter.Accounts,        Permission.ManageAccounts,    [                             Administrator]),
        new(Deed.See,      Matter.Dashboard,       Permission.Operate,           [                             Administrator,            Operator]),
        new(Deed.Change,   Matter.OwnAccount,      Permission.KeepProfile,       [Contributor, Author, Editor, Administrator, Moderator, Operator, Subscriber]),
    ];

    /// <summary>The table, row by row.</summary>
    public static ImmutableArray<Row> Rows => _rows;

    /// <summary>Whether an account with <paramref name="role"/> may do this to that. Unknown roles may nothing.</summary>
    public static bool May(this Role role, Deed deed, Matter matter) => _rows.Any(row => row.Deed == deed && row.Matter == matter && row.Roles.Contains(role));

    /// <summary>Whether an account with <paramref name="role"/> has <paramref name="permission"/>: may do what it stands for. Unknown roles have none.</summary>
    public static bool Allows(this Role role, Permission permission) => _rows.Any(row => row.Permission == permission && row.Roles.Contains(role));

    /// <summary>One row.</summary>
    /// <param name="Deed">What is done.</param>
    /// <param name="Matter">What it is done to.</param>
    /// <param name="Permission">What an endpoint asks for.</param>
    /// <param name="Roles">Who may.</param>
    public sealed record Row(Deed Deed, Matter Matter, Permission Permission, ImmutableArray<Role> Roles);
}

/// <summary>What staff do. Stored nowhere.</summary>
public enum Deed : byte
{
    /// <summary>Save drafts, open them for editing.</summary>
    Write = 1,

    /// <summary>Show to readers: a first time, or a newer text.</summary>
    Publish = 2,

    /// <summary>Take away from readers.</summary>
    Withdraw = 3,

    /// <summary>Approve, hold, hide, edit, erase; close and open threads.</summary>
    Decide = 4,

    /// <summary>Read.</summary>
    See = 5,

    /// <summary>Make, change, end.</summary>
    Change = 6,

    /// <summary>Take away for good.</summary>
    Delete = 7,
}

/// <summary>What staff do something to. A story is somebody's own when they are among its owners, and so is one that does not exist yet. Stored nowhere.</summary>
public enum Matter : byte
{
    /// <summary>A story of one's own that was never published.</summary>
    OwnDraft = 1,

    /// <summary>A story of one's own that is published, or was.</summary>
    OwnPublished = 2,

    /// <summary>A colleague's story that was never published.</summary>
    OthersDraft = 3,

    /// <summary>A colleague's story that is published, or was.</summary>
    OthersPublished = 4,

    /// <summary>Comments under every story.</summary>
    Comments = 5,

    /// <summary>Emails and addresses of commenters.</summary>
    CommenterData = 6,

    /// <summary>The site's settings.</summary>
    Settings = 7,

    /// <summary>Everybody's accounts.</summary>
    Accounts = 8,

    /// <summary>One's own name, email, password, second factor, sessions and application passwords.</summary>
    OwnAccount = 9,

    /// <summary>The Orleans Dashboard and the state of the cluster.</summary>
    Dashboard = 10,

    /// <summary>The library of pictures.</summary>
    Media = 11,

    /// <summary>A picture that one uploaded, or is about to.</summary>
    OwnMedia = 12,

    /// <summary>A picture that a colleague uploaded.</summary>
    OthersMedia = 13,

    /// <summary>The sections of the newspaper.</summary>
    Sections = 14,
}
