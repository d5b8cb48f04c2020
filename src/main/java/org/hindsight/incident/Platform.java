package org.hindsight.incident;

/** Where users meet a service. */
public enum Platform {
    MOBILE,
    DESKTOP,
    WEB,
    API,
    OTHER
}
