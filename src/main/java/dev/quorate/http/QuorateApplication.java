package dev.quorate.http;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Every resource and provider of the WAR, found by scanning, under the root path. */
@ApplicationPath("/")
public class QuorateApplication extends Application {}
